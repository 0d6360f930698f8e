package io.pergola.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds and reads the files that tests name with {@code reference_file}, each once. Not safe for several threads. */
public final class ReferenceFiles {

    /** In config directories. */
    public static final String FOLDER = "references";

    private final Site site;
    private final LayerFiles files;
    private final Map<Path, ReferenceFile> read = new HashMap<>();

    ReferenceFiles(Site site, LayerFiles files) {
        this.site = site;
        this.files = files;
    }

    /**
     * The file that a test means.
     *
     * @param name as the test has it
     * @throws java.nio.file.InvalidPathException if that cannot be the name of a file
     */
    public Optional<Path> find(Suite suite, String name) {
        return places(suite, name).stream().filter(Files::exists).findFirst();
    }

    /** Where it is looked for, in order: beside a suite that has a directory of its own, and in {@code references/}. */
    public List<Path> places(Suite suite, String name) {
        if (Path.of(name).isAbsolute()) {
            return List.of(Path.of(name));
        }
        List<Path> places = new ArrayList<>();
        if (suite.ownDirectory()) {
            places.add(suite.file().resolveSibling(name));
        }
        site.dirs().forEach(dir -> places.add(dir.layers().resolve(FOLDER).resolve(name)));
        return places;
    }

    /** Where a new one would be made: not in the distribution, if there is anything else. */
    public Path newPlace(Suite suite, String name) {
        ConfigDir dir = suite.dir();
        if (dir.shipped()) {
            dir = site.dirs().stream()
                    .filter(each -> !each.shipped())
                    .findFirst()
                    .orElse(dir);
        } else if (suite.ownDirectory()) {
            return suite.file().resolveSibling(name);
        }
        return dir.layers().resolve(FOLDER).resolve(name);
    }

    /** What stands in a file; perhaps with problems, of which one is that it cannot be read. */
    public ReferenceFile read(Path file) {
        return read.computeIfAbsent(file, path -> ReferenceFile.of(files.read(path)));
    }
}
