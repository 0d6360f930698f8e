package io.pergola.store;

import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A working directory for a test, with its index beside it. */
final class Scratch {

    static final Instant NOW = Instant.parse("2026-11-21T20:00:00.123456Z");

    private final Path top;

    Scratch(Path top) {
        this.top = top;
    }

    Path working() {
        return top.resolve("working");
    }

    Path cache() {
        return top.resolve("cache");
    }

    Path run(int number) {
        return working().resolve("test_runs", Integer.toString(number));
    }

    Path index() throws IOException {
        try (Stream<Path> files = Files.list(cache())) {
            return files.filter(file -> file.toString().endsWith(".db"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    StoreOptions options() {
        return new StoreOptions("main", 0002, null, cache());
    }

    Store store() {
        return Store.open(working(), options(), InstantSource.fixed(NOW));
    }

    static NewRun newRun(String name) {
        return new NewRun(name, entries("scheduler", "local"), Map.of("sys_name", Value.of("box")));
    }

    static List<NewRun> newRuns(int count) {
        return Collections.nCopies(count, newRun("suite.test"));
    }

    RunDirectory create() {
        return store().createRuns(newRuns(1)).getFirst();
    }

    /** Three runs: passed, failed, active. */
    List<RunDirectory> three() {
        List<RunDirectory> runs = store().createRuns(newRuns(3));
        finish(runs.get(0), Verdict.PASS);
        finish(runs.get(1), Verdict.FAIL);
        return runs;
    }

    /** The index, as somebody else opens it. */
    Connection connect() throws IOException, SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + index());
    }

    /** A run that went all the way. */
    static void finish(RunDirectory run, Verdict verdict) {
        run.append(StateEntry.of(NOW.plusSeconds(1), RunState.RUNNING, "Starting"));
        run.writeResults(entries("result", verdict.name()));
        run.end(StateEntry.of(NOW.plusSeconds(2), RunState.COMPLETE, "Done"), verdict);
    }

    static Value.Entries entries(String key, String value) {
        return (Value.Entries) Value.of(Map.of(key, Value.of(value)));
    }

    static void write(Path file, String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
