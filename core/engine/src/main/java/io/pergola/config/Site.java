package io.pergola.config;

import io.pergola.model.Place;
import io.pergola.model.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of this site, as one command sees it. Immutable.
 *
 * @param settings of {@code pergola.yaml}
 * @param dirs the config directories, strongest first; the shipped one last
 * @param areas all working directories; the one called {@code main} first
 * @param written what {@code pergola.yaml} says, as it stands there; empty if there is none
 * @param warnings what is amiss but keeps nobody from working
 */
public record Site(
        SiteSettings settings, List<ConfigDir> dirs, List<Area> areas, Setting.Group written, List<Problem> warnings) {

    private static final String COLLECTION = "[a-zA-Z0-9_][a-zA-Z0-9_.-]*";

    /**
     * One key and its value.
     *
     * @param key the key
     * @param values its texts: none, one, or several for a list; for a mapping {@code name: text}
     * @param where where it was set; null if it is the default
     */
    public record Shown(
            Key key, List<String> values, @Nullable Place where) {

        /** Copies the list. */
        public Shown {
            values = List.copyOf(values);
        }
    }

    /** Copies the lists. */
    public Site {
        dirs = List.copyOf(dirs);
        areas = List.copyOf(areas);
        warnings = List.copyOf(warnings);
    }

    /** Every key of {@code pergola.yaml} with its value, for people. Made anew by each call. */
    public List<Shown> shown() {
        return ShownKeys.of(written);
    }

    /** The area with that label. */
    public Optional<Area> area(String label) {
        return areas.stream().filter(area -> area.label().equals(label)).findFirst();
    }

    /** The area whose ids stand alone. */
    public Area mainArea() {
        return areas.getFirst();
    }

    /**
     * Where the sources of a suite are looked for, in order: beside it, if it has a directory of its own; then {@code test_src}
     * of each config directory. Not all of them need exist.
     *
     * @param suiteFile the file of the suite; it may be gone
     */
    public List<Path> sourceDirs(Path suiteFile) {
        List<Path> sources = new ArrayList<>();
        if (suiteFile.endsWith("suite.yaml")) {
            sources.add(suiteFile.resolveSibling(""));
        }
        dirs.forEach(dir -> sources.add(dir.layers().resolve("test_src")));
        return sources;
    }

    /** The file of a collection of requests: {@code collections/NAME} with any suffix, in the first directory that has it. */
    public Optional<Path> collection(String name) {
        if (!name.matches(COLLECTION)) {
            return Optional.empty();
        }
        return collectionDirs().stream()
                .flatMap(folder -> FileNames.starting(folder, name).stream())
                .findFirst();
    }

    /** The collections by the names of their files, sorted; of two with one name the first directory's. */
    public SortedMap<String, Path> collections() {
        SortedMap<String, Path> files = new TreeMap<>();
        for (Path folder : collectionDirs()) {
            FileNames.all(folder).stream()
                    .filter(name -> name.matches(COLLECTION))
                    .forEach(name -> files.putIfAbsent(name, folder.resolve(name)));
        }
        return files;
    }

    /** Where collections are looked for, in order; not all of them need exist. */
    public List<Path> collectionDirs() {
        return dirs.stream().map(dir -> dir.layers().resolve("collections")).toList();
    }
}
