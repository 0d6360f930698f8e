package io.pergola.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs programs in a folder with an environment of its own, nothing inherited. */
record Shell(Path folder, Map<String, String> environment) {

    /** What a program left behind. */
    record Outcome(int code, String out, String err) {}

    Shell {
        environment = Map.copyOf(environment);
    }

    Shell in(Path other) {
        return new Shell(other, environment);
    }

    Shell with(String name, String value) {
        var changed = new HashMap<>(environment);
        changed.put(name, value);
        return new Shell(folder, changed);
    }

    Outcome run(String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("out", null);
        Path err = Files.createTempFile("err", null);
        try {
            int code = start(out, err, command).waitFor();
            return new Outcome(code, Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    Process start(Path out, Path err, String... command) throws IOException {
        var builder = new ProcessBuilder(List.of(command)).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
    }
}
