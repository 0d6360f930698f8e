package io.pergola.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process of its own that works on a store; all of one test start working at the same moment. */
final class StoreProcess {

    private static final int ROUNDS = 20;

    /** So many each adds to the common log of results. */
    static final int LINES = 50;

    private final Process process;
    private final Path output;

    private StoreProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts that many, lets them loose when all are ready, and gives the lines that each has printed. */
    static List<List<String>> together(Path dir, int count, String work) throws IOException, InterruptedException {
        List<StoreProcess> started = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            started.add(start(dir, i, work));
        }
        try {
            for (int i = 0; i < count; i++) {
                await(dir.resolve("ready" + i));
            }
            Files.createFile(dir.resolve("go"));
            List<List<String>> lines = new ArrayList<>();
            for (StoreProcess one : started) {
                assertTrue(one.process.waitFor(60, TimeUnit.SECONDS), "still running");
                lines.add(Files.readAllLines(one.output));
                assertEquals(0, one.process.exitValue(), () -> work + ": " + lines);
            }
            return lines;
        } finally {
            started.forEach(one -> one.process.destroyForcibly());
        }
    }

    private static StoreProcess start(Path dir, int index, String work) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path output = dir.resolve("output" + index);
        var builder = new ProcessBuilder(
                java.toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                StoreProcess.class.getName(),
                dir.toString(),
                Integer.toString(index),
                work);
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        return new StoreProcess(builder.start(), output);
    }

    private static void await(Path file) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.exists(file)) {
            assertTrue(System.nanoTime() < deadline, "waited too long for " + file);
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path dir = Path.of(arguments[0]);
        Store store = new Scratch(dir).store();
        Files.createFile(dir.resolve("ready" + arguments[1]));
        await(dir.resolve("go"));
        List<Object> lines =
                switch (arguments[2]) {
                    case "create" -> create(store);
                    case "remove" -> remove(store);
                    case "end" -> end(store);
                    case "append" -> append(store, arguments[1]);
                    case "list" -> list(store);
                    case "log100" -> log(store, arguments[1], 100);
                    case "log300000" -> log(store, arguments[1], 300_000);
                    default -> throw new IllegalArgumentException(arguments[2]);
                };
        var text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        System.out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    private static List<Object> create(Store store) {
        List<Object> numbers = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            store.createRuns(Scratch.newRuns(1 + i % 3))
                    .forEach(run -> numbers.add(run.id().number()));
            store.createSeries("s", List.of());
        }
        return numbers;
    }

    private static List<Object> remove(Store store) {
        List<Object> removed = new ArrayList<>();
        for (int number : store.runNumbers()) {
            store.run(number)
                    .filter(run -> store.remove(run) == RemovalOutcome.REMOVED)
                    .ifPresent(run -> removed.add(number));
        }
        return removed;
    }

    private static List<Object> end(Store store) {
        List<Object> won = new ArrayList<>();
        for (int number : store.runNumbers()) {
            RunDirectory run = store.run(number).orElseThrow();
            if (run.end(StateEntry.of(Scratch.NOW, RunState.COMPLETE, "done"), Verdict.PASS)) {
                won.add(number);
            }
        }
        return won;
    }

    private static List<Object> append(Store store, String who) {
        RunDirectory run = store.run(1).orElseThrow();
        for (int i = 0; i < 10 * ROUNDS; i++) {
            run.append(StateEntry.of(Scratch.NOW, RunState.INFO, who.repeat(3000)));
        }
        return List.of();
    }

    private static List<Object> log(Store store, String who, int length) {
        for (int i = 0; i < LINES; i++) {
            Value.Entries results = Scratch.entries("text", who.repeat(length));
            assertEquals(Optional.empty(), store.resultLog().add(1, results, Fields.bytes(results)));
        }
        return List.of();
    }

    /** Lists again and again while it ends the runs itself, so that there is always something for the index. */
    private static List<Object> list(Store store) {
        List<Object> counts = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            store.run(1 + i).ifPresent(run -> run.end(StateEntry.of(Scratch.NOW, RunState.COMPLETE, ""), Verdict.PASS));
            counts.add(store.allSummaries().size());
        }
        return counts;
    }
}
