package io.pergola.cli;

import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pergola cat}. */
@Command(
        name = "cat",
        description = "Print a file of a test run's directory.",
        footer = {
            "",
            "Into a pipe the bytes go as they are; on a terminal, control characters are shown as '?'.",
            "",
            "Examples:",
            "  pergola cat 12 run.sh",
            "  pergola cat 12 results.json | jq .",
            "  pergola cat 12 job/kickoff"
        })
final class CatCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(index = "0", paramLabel = "RUN", description = "A run by id (12, label.12).")
    private String word = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "A file, relative to the run's directory.")
    private String name = "";

    CatCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        OneRun run = OneRun.find(context.pergola(), word);
        Path file = RunFile.find(run, name);
        if (!Files.isRegularFile(file)) {
            throw new ConfigException(Problem.error("'" + name + "' is not a file")
                    .help("'pergola ls " + run.directory().id() + " " + name + "' lists a directory"));
        }
        try (var tail = new LogTail(file)) {
            tail.copy(new TextSink(context.screen()));
        } catch (IOException e) {
            throw new StoreException("Cannot read " + file + ": " + e.getMessage(), e);
        }
        return ExitCode.OK;
    }
}
