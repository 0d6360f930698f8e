package io.pergola.cli;

import io.pergola.app.Environment;
import java.io.FileDescriptor;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The program's door. */
final class Main {

    private Main() {}

    public static void main(String[] args) {
        int code = run(List.of(args));
        // Not for code 0: System.exit asks for a logger first, which costs more than --version does.
        if (code != 0) {
            System.exit(code);
        }
    }

    /** Runs one command and answers its exit code; the training run of the build calls it several times in one process. */
    static int run(List<String> args) {
        return run(args, System.getenv());
    }

    /** As {@link #run(List)}, with other environment variables. */
    static int run(List<String> args, Map<String, String> variables) {
        var out = StandardStream.of(FileDescriptor.out);
        var context = new Context(environment(variables), out, StandardStream.of(FileDescriptor.err));
        int code = run(args, context);
        context.flush();
        return out.trouble().map(why -> unwritable(context, why)).orElse(code);
    }

    private static int run(List<String> args, Context context) {
        // Answered before anything is loaded that a version does not need.
        if (args.size() == 1 && (args.contains("--version") || args.contains("-V"))) {
            context.out().println("pergola " + version());
            return ExitCode.OK;
        }
        Optional<PlainCommand> plain = PlainWords.command(args, context);
        try {
            return plain.map(command -> call(command, context)).orElseGet(() -> new CommandRun(context).execute(args));
        } catch (StackOverflowError | OutOfMemoryError e) {
            return new FailureReport(context).print(e);
        }
    }

    private static int call(PlainCommand command, Context context) {
        try {
            return command.call();
        } catch (Exception e) { // the outer door
            return new FailureReport(context).print(e);
        }
    }

    private static int unwritable(Context context, String why) {
        context.err().println("error: standard output cannot be written: " + why);
        context.flush();
        return ExitCode.SYSTEM;
    }

    private static String version() {
        return System.getProperty("pergola.version", "0.1.0");
    }

    static Environment environment(Map<String, String> variables) {
        @Nullable String home = System.getProperty("pergola.home");
        Path installation = home == null ? null : Path.of(home).toAbsolutePath();
        return new Environment(
                variables,
                Path.of("").toAbsolutePath(),
                Path.of(variables.getOrDefault("HOME", System.getProperty("user.home", "/")))
                        .toAbsolutePath(),
                installation,
                installation == null ? Path.of("pergola") : installation.resolve("bin/pergola"),
                version(),
                new MicroClock());
    }

    /** The system's clock, cut to the microseconds that journals keep, so that a time read back equals the one written. */
    private static final class MicroClock implements InstantSource {
        @Override
        public Instant instant() {
            return InstantSource.system().instant().truncatedTo(ChronoUnit.MICROS);
        }
    }
}
