package io.pergola.cli;

import io.pergola.config.FileChange;
import io.pergola.config.NewDirectory;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pergola config create}. */
@Command(name = "create", description = "Make a config directory with a label, and add it to the pergola.yaml in use.")
final class ConfigCreateCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(
            index = "0",
            paramLabel = "LABEL",
            description = "Lower-case letters; stands before the ids of its runs.")
    private String label = "";

    @Parameters(index = "1", paramLabel = "DIR", description = "The directory; made if it is not there.")
    private Path dir = Path.of("");

    @Option(
            names = "--working-dir",
            paramLabel = "DIR",
            description = "Where the runs of its suites are kept; relative to DIR.")
    private @Nullable String workingDir;

    @Option(names = "--group", paramLabel = "GROUP", description = "The group that its working directory belongs to.")
    private @Nullable String group;

    ConfigCreateCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Path path = ConfigFile.directory(context, dir);
        ConfigFile file = ConfigFile.inUse(context);
        List<Problem> problems = problems(path);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        FileChange change = file.add(path);
        var directory = new NewDirectory(path);
        directory.label(label, Optional.ofNullable(workingDir), Optional.ofNullable(group));
        directory.made().forEach(made -> context.screen().line(made.toString()));
        file.write(change);
        return ExitCode.OK;
    }

    private List<Problem> problems(Path path) {
        var problems = new ArrayList<Problem>();
        if (!label.matches("[a-z]+")) {
            problems.add(Problem.error("a label is made of lower-case letters, but this is '" + label + "'")
                    .help("Take a short word, such as 'apps'"));
        }
        context.pergola().site().dirs().stream()
                .filter(known -> known.label().equals(label))
                .forEach(known -> problems.add(Problem.error("the label '" + label + "' is that of " + known.path())
                        .help("Take another; 'pergola config list' shows all of them")));
        if (Files.exists(path.resolve("config.yaml"))) {
            problems.add(Problem.error(path.resolve("config.yaml") + " is there already")
                    .help("'pergola config add " + path + "' adds the directory as it is"));
        }
        for (String value : List.of(
                Optional.ofNullable(workingDir).orElse("x"),
                Optional.ofNullable(group).orElse("x"))) {
            if (value.isBlank()) {
                problems.add(Problem.error("--working-dir and --group need a value")
                        .help("Leave them out for the defaults"));
            }
        }
        return problems;
    }
}
