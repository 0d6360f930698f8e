package io.pergola.config;

import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.yaml.ListEdit;
import io.pergola.yaml.YamlFile;
import io.pergola.yaml.YamlReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The key {@code config_dirs} of a {@code pergola.yaml}, for those who change it. */
public final class ConfigDirList {

    private static final String KEY = "config_dirs";

    private final Surroundings surroundings;
    private final Path file;
    private final YamlFile yaml;
    private final ListEdit edit;

    private ConfigDirList(Surroundings surroundings, Path file, YamlFile yaml) {
        this.surroundings = surroundings;
        this.file = file;
        this.yaml = yaml;
        this.edit = new ListEdit(yaml, KEY);
    }

    /**
     * Reads it.
     *
     * @throws ConfigException if the file cannot be used
     */
    public static ConfigDirList read(Surroundings surroundings, Path file) {
        YamlFile yaml = YamlReader.read(file);
        List<Problem> problems = yaml.broken() ? yaml.problems() : SiteLoader.check(file);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new ConfigDirList(surroundings, file, yaml);
    }

    /** The directories, absolute, in their order. */
    public List<Path> dirs() {
        Path base = ConfigDirs.base(file, surroundings);
        return edit.items().stream().map(text -> surroundings.path(text, base)).toList();
    }

    /**
     * The change that adds a directory at the end; where two have the same file the first counts.
     *
     * @throws ConfigException if it is there already, or the file has to be changed by hand
     */
    public FileChange add(Path dir) {
        if (dirs().contains(dir)) {
            throw new ConfigException(Problem.error(dir + " is in config_dirs of " + file + " already")
                    .help("'pergola config list' shows all of them"));
        }
        return change(edit.add(dir.toString()), "add '" + dir + "'");
    }

    /**
     * The change that takes a directory out. The directory itself stays.
     *
     * @throws ConfigException if it is not there, or the file has to be changed by hand
     */
    public FileChange remove(Path dir) {
        int index = dirs().indexOf(dir);
        if (index < 0) {
            List<String> known = dirs().stream().map(Path::toString).toList();
            String near = Suggestions.didYouMean(dir.toString(), known);
            throw new ConfigException(Problem.error(dir + " is not in config_dirs of " + file)
                    .help(
                            !near.isEmpty()
                                    ? near
                                    : known.isEmpty() ? "It has none" : "It has " + String.join(", ", known)));
        }
        return change(edit.remove(index), "take '" + edit.items().get(index) + "' out");
    }

    private FileChange change(Optional<String> after, String wish) {
        return after.map(text -> new FileChange(file, yaml.source().text(), text))
                .orElseThrow(() -> new ConfigException(
                        Problem.error("config_dirs of " + file + " cannot be changed without changing more of the file")
                                .help(wish + " yourself")));
    }
}
