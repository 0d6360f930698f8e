package io.pergola.config;

import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.yaml.YamlWriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes config directories and the files in them that say what they are. Nothing that is there is changed. */
public final class NewDirectory {

    private static final List<String> PARTS =
            List.of("suites", "modes", "hosts", "os", "series", "collections", "test_src", "plugins");

    private static final String EXAMPLE = """
            # 'pergola run hello' runs both tests; 'pergola show test_config' lists all keys.
            hello:
              summary: Prints a greeting
              variables:
                who: world
              run:
                cmds:
                  - 'echo "hello {{who}}"'

            count:
              summary: Takes a number out of what the test prints, and fails if it is too small
              run:
                cmds:
                  - 'echo "count: 42"'
              result_parse:
                regex:
                  count:
                    regex: 'count: (\\d+)'
              result_evaluate:
                result: 'count > 40'
            """;

    private final Path dir;
    private final List<Path> made = new ArrayList<>();

    /** {@code dir}: absolute; need not exist. */
    public NewDirectory(Path dir) {
        this.dir = dir;
    }

    /** What was made, in that order. */
    public List<Path> made() {
        return List.copyOf(made);
    }

    /**
     * Makes it a config directory with a label of its own.
     *
     * @throws ConfigException if it has a {@code config.yaml} already, or cannot be written
     */
    public void label(String label, Optional<String> workingDir, Optional<String> group) {
        var text = new StringBuilder("# What stands before the ids of its runs.\nlabel: " + label + "\n");
        text.append(setting(
                "working_dir", workingDir, "Where the runs of its suites are kept; relative to this directory."));
        text.append(setting("group", group, "The group that its working directory belongs to."));
        write(dir.resolve("config.yaml"), text.toString());
        parts();
    }

    private static String setting(String key, Optional<String> value, String what) {
        return "# " + what + "\n"
                + value.map(text -> key + ": " + YamlWriter.quoted(text) + "\n").orElse("# " + key + ":\n");
    }

    /**
     * Writes a {@code pergola.yaml} with all keys, of which only {@code config_dirs} is set, and the directories beside it. If
     * there is no suite yet, an example is put in.
     *
     * @throws ConfigException if there is a {@code pergola.yaml} already, or it cannot be written
     */
    public void site() {
        boolean fresh = isEmpty();
        write(dir.resolve("pergola.yaml"), settings());
        parts();
        if (fresh) {
            write(dir.resolve("suites/hello.yaml"), EXAMPLE);
        }
    }

    private boolean isEmpty() {
        if (!Files.isDirectory(dir)) {
            return true;
        }
        try (Stream<Path> files = Files.list(dir)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static String settings() {
        String head = """
                # Settings of Pergola; 'pergola show config' shows what holds and where it was set.
                # This file is found if PERGOLA_CONFIG_FILE names it, in the current directory, or in ~/.pergola.
                # Relative paths start from here. What is commented out shows the default.
                """;
        return head + SiteKeys.site().keys().stream().map(NewDirectory::setting).collect(Collectors.joining());
    }

    private static String setting(Key key) {
        String head = "\n# " + key.doc() + "\n";
        if (key.name().equals("config_dirs")) {
            return head + "config_dirs:\n  - .\n";
        }
        String value = key.defaults().isEmpty() ? "" : " " + String.join(", ", key.defaults());
        return head + "# " + key.name() + ":" + value + "\n";
    }

    private void parts() {
        for (String part : PARTS) {
            make(dir.resolve(part));
        }
    }

    private void make(Path directory) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory);
                made.add(directory);
            }
        } catch (FileAlreadyExistsException e) {
            throw new ConfigException(Problem.error(e.getFile() + " is in the way: it is no directory")
                    .help("Move it, or take another directory"));
        } catch (IOException e) {
            throw unwritable(directory, e);
        }
    }

    private void write(Path file, String text) {
        make(dir);
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
            made.add(file);
        } catch (FileAlreadyExistsException e) {
            throw new ConfigException(
                    Problem.error(file + " is there already").help("Change it by hand, or take another directory"));
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static ConfigException unwritable(Path path, IOException e) {
        return new ConfigException(Problem.error("cannot make " + path + ": " + FileChange.reason(e))
                .help("Take a directory that you may write"));
    }
}
