package io.pergola.config;

import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.yaml.YamlFile;
import io.pergola.yaml.YamlReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** The series files of a site: {@code series/NAME.yaml} in its config directories. */
public final class SeriesFiles {

    private static final String FOLDER = "series";
    private static final String SUFFIX = ".yaml";

    private final Site site;

    /** Reads nothing yet. */
    public SeriesFiles(Site site) {
        this.site = site;
    }

    /** All names, sorted, with the file that counts for each. */
    public SequencedMap<String, Path> all() {
        var found = new TreeMap<String, Path>();
        for (ConfigDir dir : site.dirs()) {
            Path folder = dir.layers().resolve(FOLDER);
            FileNames.yaml(folder).forEach(name -> found.putIfAbsent(name, folder.resolve(name + SUFFIX)));
        }
        return found;
    }

    /**
     * The series of that name, or in that file.
     *
     * @param written a name, or the path of a file, which has a {@code /} or ends in {@code .yaml}
     * @param currentDir where a relative path begins
     * @throws ConfigException with all that is wrong with it, or if there is none
     */
    public SeriesFile read(String written, Path currentDir) {
        boolean path = written.indexOf('/') >= 0 || written.endsWith(SUFFIX);
        Path file = path ? currentDir.resolve(written) : find(written);
        return usable(new SeriesReader(name(file)).read(YamlReader.read(file)));
    }

    private static String name(Path file) {
        String base = String.valueOf(file.getFileName());
        return base.endsWith(SUFFIX) ? base.substring(0, base.length() - SUFFIX.length()) : base;
    }

    private Path find(String name) {
        SequencedMap<String, Path> all = all();
        return Optional.ofNullable(all.get(name)).orElseThrow(() -> {
            String near = Suggestions.didYouMean(name, all.keySet());
            String there = all.isEmpty()
                    ? "No config directory has a file series/NAME.yaml"
                    : "There are: " + String.join(", ", all.keySet());
            return new ConfigException(
                    Problem.error("there is no series file '" + name + "'").help(near.isEmpty() ? there : near));
        });
    }

    private static SeriesFile usable(SeriesReader.Outcome outcome) {
        SeriesFile series = outcome.series();
        if (series == null) {
            throw new ConfigException(outcome.problems());
        }
        return series;
    }

    /**
     * What {@link SeriesFile#toValue} wrote, as JSON.
     *
     * @param name of the series, and how it is named in problems
     * @throws ConfigException if somebody changed it to what is none
     */
    public static SeriesFile saved(String name, String json) {
        return usable(new SeriesReader(name).read(YamlReader.read(name, json)));
    }

    /** All that is wrong with a file. */
    public static List<Problem> problems(Path file, YamlFile yaml) {
        return new SeriesReader(name(file)).read(yaml).problems();
    }
}
