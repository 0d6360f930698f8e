package io.pergola.exec;

import io.pergola.spi.CommandResult;
import io.pergola.spi.CommandResult.Outcome;
import io.pergola.spi.CommandRunner;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.PumpStreamHandler;
import org.apache.commons.exec.StreamPumper;

/** Runs commands on this host. */
public final class SystemCommands implements CommandRunner {

    private static final int MOST_OUTPUT = 256 * 1024 * 1024;
    private static final int MOST_ERRORS = 1024 * 1024;
    /** How long to read on after a command's end, when something that it left behind keeps its output open. */
    private static final Duration AFTER_END = Duration.ofMillis(500);

    private final Map<String, String> environment;
    private final int mostOutput;

    /** @param environment what the commands get as their environment; {@code PATH} in it is where they are looked up */
    public SystemCommands(Map<String, String> environment) {
        this(environment, MOST_OUTPUT);
    }

    /**
     * @param environment what the commands get as their environment; {@code PATH} in it is where they are looked up
     * @param mostOutput how many bytes of a command's standard output are kept; the rest is dropped
     */
    public SystemCommands(Map<String, String> environment, int mostOutput) {
        this.environment = Map.copyOf(environment);
        this.mostOutput = mostOutput;
    }

    @Override
    public CommandResult run(List<String> command, Duration limit) {
        return run(command, limit, new LimitedOutput(mostOutput));
    }

    @Override
    public CommandResult run(List<String> command, Duration limit, Consumer<String> lines) {
        return run(command, limit, new LineOutput(mostOutput, lines));
    }

    private CommandResult run(List<String> command, Duration limit, Output output) {
        Optional<String> program = find(command.getFirst());
        if (program.isEmpty()) {
            return notStarted("there is no program " + command.getFirst());
        }
        var errors = new LimitedOutput(MOST_ERRORS);
        var process = new TimedProcess(limit);
        DefaultExecutor executor = executor(output, errors, process);
        try {
            executor.execute(new Words(program.get(), command), environment, process);
        } catch (IOException e) {
            return notStarted(String.valueOf(e.getMessage()));
        }
        return switch (process.await()) {
            case TimedProcess.End.NeverStarted(String why) -> notStarted(why);
            case TimedProcess.End.Killed _ -> new CommandResult(Outcome.TIMED_OUT, -1, output.take(), errors.take());
            case TimedProcess.End.Exited(int code) ->
                new CommandResult(Outcome.ENDED, code, output.take(), errors.take());
        };
    }

    @Override
    public Optional<String> find(String program) {
        String path = program.contains("/") ? "/" : environment.getOrDefault("PATH", SearchPath.DEFAULT);
        String name = program.contains("/") ? Path.of(program).toAbsolutePath().toString() : program;
        return name.isEmpty() ? Optional.empty() : SearchPath.find(name, path).map(Path::toString);
    }

    /** The words as they are: {@link CommandLine} takes the blanks at an argument's ends away, whatever it is told of quotes. */
    private static final class Words extends CommandLine {

        private final List<String> command;

        Words(String program, List<String> command) {
            super(program);
            this.command = List.copyOf(command);
        }

        @Override
        public String[] toStrings() {
            String[] words = command.toArray(String[]::new);
            words[0] = getExecutable();
            return words;
        }
    }

    /** A pipe holds 64 KiB; by the library's own 1 KiB, a list of ten thousand nodes takes nine thousand turns. */
    private static final class Pumps extends PumpStreamHandler {

        private static final int SIZE = 64 * 1024;

        Pumps(OutputStream output, OutputStream errors) {
            super(output, errors);
        }

        @Override
        protected Thread createPump(InputStream from, OutputStream to, boolean close) {
            var pump = new Thread(new StreamPumper(from, to, close, SIZE), "command-output");
            pump.setDaemon(true);
            return pump;
        }
    }

    private static DefaultExecutor executor(Output output, Output errors, TimedProcess process) {
        var pumps = new Pumps(output, errors);
        pumps.setStopTimeout(AFTER_END);
        DefaultExecutor executor =
                DefaultExecutor.builder().setExecuteStreamHandler(pumps).get();
        executor.setExitValues(null);
        executor.setProcessDestroyer(process);
        return executor;
    }

    private static CommandResult notStarted(String why) {
        return new CommandResult(Outcome.NOT_STARTED, -1, "", why);
    }
}
