package io.pergola.cli;

import io.pergola.app.Environment;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The program's door. */
final class Main {

    private static final int BUFFER = 1 << 16;

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
        var out = writer(FileDescriptor.out);
        var err = writer(FileDescriptor.err);
        try {
            // Answered before anything is loaded that a version does not need.
            if (args.size() == 1 && (args.contains("--version") || args.contains("-V"))) {
                out.println("pergola " + version());
                return ExitCode.OK;
            }
            return new CommandRun(new Context(environment(System.getenv()), out, err)).execute(args);
        } finally {
            out.flush();
            err.flush();
        }
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(
                new BufferedWriter(
                        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), BUFFER),
                false);
    }

    private static String version() {
        return System.getProperty("pergola.version", "0.1.0");
    }

    private static Environment environment(Map<String, String> variables) {
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
