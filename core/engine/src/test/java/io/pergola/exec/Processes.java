package io.pergola.exec;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What the tests of this package share: a directory, scripts run in it, and what they printed. */
final class Processes {

    static final String PATH = "/usr/local/bin:/usr/bin:/bin";
    /** Far more than anything here takes, on the busiest machine. */
    private static final int PATIENCE_MS = 60_000;

    final Path directory;
    final Path output;
    final Spawner spawner;

    Processes(Path directory) {
        this.directory = directory;
        this.output = directory.resolve("output");
        this.spawner = new Spawner();
    }

    RunningProcess start(String... command) throws SpawnException {
        return spawner.start(new SpawnRequest(List.of(command), Map.of("PATH", PATH), directory, output, false));
    }

    RunningProcess script(String script) throws SpawnException {
        return start("bash", "-c", script);
    }

    RunningProcess marked(String variable, String value, String script) throws SpawnException {
        var environment = new HashMap<>(Map.of("PATH", PATH));
        environment.put(variable, value);
        return spawner.start(new SpawnRequest(List.of("bash", "-c", script), environment, directory, output, false));
    }

    String printed() throws IOException {
        return Files.exists(output) ? Files.readString(output, StandardCharsets.ISO_8859_1) : "";
    }

    /** Waits until the script has printed so many lines. */
    List<String> lines(int count) throws IOException, InterruptedException {
        until("output has " + count + " lines", () -> countLines() >= count);
        return printed().lines().toList();
    }

    private long countLines() {
        try {
            return printed().chars().filter(c -> c == '\n').count();
        } catch (IOException e) {
            return 0;
        }
    }

    static void until(String what, BooleanSupplier condition) throws InterruptedException {
        for (int waited = 0; !condition.getAsBoolean(); waited += 10) {
            assertTrue(waited < PATIENCE_MS, "never: " + what);
            Thread.sleep(10);
        }
    }

    static boolean lives(long pid) {
        return ProcFiles.stat(pid).filter(stat -> !stat.isDead()).isPresent();
    }
}
