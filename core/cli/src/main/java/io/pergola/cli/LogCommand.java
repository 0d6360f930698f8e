package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.build.Builder;
import io.pergola.config.Suggestions;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.StateEntry;
import io.pergola.model.StoreException;
import io.pergola.report.DisplayText;
import io.pergola.store.JobDirectory;
import io.pergola.store.RunDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pergola log}. */
@Command(
        name = "log",
        description = "Show what a test run, its build or its job printed.",
        footer = {
            "",
            "KIND is one of:",
            "  run          what the test printed",
            "  build        what its build printed",
            "  kickoff      what the job printed that carried it",
            "  results      how its results were found",
            "  states       all states it went through",
            "  all_results  the results of all runs, a JSON object a line",
            "",
            "Examples:",
            "  pergola log run            of the last run",
            "  pergola log -f run 12      as it comes, until run 12 has ended",
            "  pergola log -f build 12    as it comes, until run 12 has its build",
            "  pergola log -n 20 build 12 | grep error"
        })
final class LogCommand implements Callable<Integer> {

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final List<String> KINDS = List.of("run", "build", "kickoff", "results", "states", "all_results");

    private final Context context;

    @Parameters(index = "0", paramLabel = "KIND", description = "run, build, kickoff, results, states or all_results.")
    private String kind = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "RUN", description = "A run (default: the last one).")
    private @Nullable String word;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until the run, or its build, has ended.")
    private boolean follow;

    @Option(
            names = {"-n", "--tail"},
            paramLabel = "N",
            description = "Only the last N lines.")
    private @Nullable Long lines;

    LogCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        check();
        if (kind.equals("all_results")) {
            allResults();
            return ExitCode.OK;
        }
        OneRun run = OneRun.find(context.pergola(), word);
        if (kind.equals("states")) {
            states(run.directory());
        } else {
            text(run);
        }
        return ExitCode.OK;
    }

    private void check() {
        if (!KINDS.contains(kind)) {
            String near = Suggestions.didYouMean(kind, KINDS);
            String all = "write one of " + String.join(", ", KINDS) + ", then the run, such as 'pergola log run 12'";
            throw new ConfigException(
                    Problem.error("there is no log '" + kind + "'").help(near.isEmpty() ? all : near + " " + all));
        }
        if (lines != null && lines < 0) {
            throw new ConfigException(Problem.error("--tail: there are no " + lines + " lines"));
        }
    }

    private void text(OneRun run) throws InterruptedException {
        RunDirectory directory = run.directory();
        Path file = file(run);
        while (follow && !Files.exists(file) && !directory.hasEnded()) {
            Thread.sleep(LOOK);
            file = file(run);
        }
        if (Files.exists(file)) {
            print(file, () -> directory.hasEnded() || (kind.equals("build") && Builder.isPlaced(directory)));
        } else {
            context.screen().info("Test run " + directory.id() + " has no " + kind + " log" + whyNot(directory));
        }
    }

    private String whyNot(RunDirectory run) {
        if (kind.equals("build") && run.hasEnded()) {
            StateEntry last = run.lastState();
            if (last.state().startsWith("BUILD")) {
                return ", for its build script did not start (" + last.state() + "): "
                        + DisplayText.harmless(last.note());
            }
        }
        return " (yet).";
    }

    /** Of the main working directory; followed, it has no end. */
    private void allResults() throws InterruptedException {
        Pergola pergola = context.pergola();
        Path file = pergola.stores()
                .store(pergola.site().mainArea().label())
                .orElseThrow()
                .resultLog()
                .file();
        if (Files.exists(file)) {
            print(file, () -> false);
        } else {
            context.screen().info("There is no common log of results " + file + " (yet).");
        }
    }

    private void print(Path file, BooleanSupplier ended) throws InterruptedException {
        try (var tail = new LogTail(file)) {
            if (lines != null) {
                tail.skipToLast(lines);
            }
            var sink = new TextSink(context.screen());
            boolean over = !follow;
            while (tail.copy(sink) && !over) {
                over = ended.getAsBoolean();
                Thread.sleep(LOOK);
            }
        } catch (IOException e) {
            throw new StoreException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private Path file(OneRun run) {
        RunDirectory directory = run.directory();
        return switch (kind) {
            case "build" -> build(directory);
            case "results" -> directory.resultsLog();
            case "kickoff" ->
                directory
                        .jobId()
                        .flatMap(run.store()::job)
                        .map(JobDirectory::kickoffLog)
                        .orElse(directory.path().resolve("job"));
            default -> directory.log();
        };
    }

    /** A run that took over an earlier build, or waits for one, has no log of its own, but that of the build. */
    private static Path build(RunDirectory directory) {
        Stream<Path> made = Stream.of(directory.buildDir(), directory.buildOrigin())
                .map(build -> build.resolve("pergola_build.log"));
        return Stream.concat(made, Stream.of(directory.awaitedLog()))
                .filter(file -> !Files.exists(directory.buildLog()) && Files.exists(file))
                .findFirst()
                .orElse(directory.buildLog());
    }

    private void states(RunDirectory run) throws InterruptedException {
        var sink = new TextSink(context.screen());
        int shown = lines == null ? 0 : (int) Math.max(0, run.journal().size() - lines);
        boolean over = !follow;
        while (true) {
            List<StateEntry> entries = run.journal();
            for (StateEntry entry : entries.subList(Math.min(shown, entries.size()), entries.size())) {
                byte[] line = line(entry).getBytes(StandardCharsets.UTF_8);
                if (!sink.take(line, line.length)) {
                    return;
                }
            }
            shown = Math.max(shown, entries.size());
            if (over) {
                return;
            }
            over = run.hasEnded();
            Thread.sleep(LOOK);
        }
    }

    private static String line(StateEntry entry) {
        return RunColumns.time(entry.time()) + "  " + String.format("%-15s", entry.state()) + "  "
                + DisplayText.harmless(entry.note()) + "\n";
    }
}
