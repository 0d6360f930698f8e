package io.pergola.cli;

import io.pergola.app.Environment;
import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.store.NewRun;
import io.pergola.store.RunDirectory;
import io.pergola.store.Store;
import io.pergola.store.StoreOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A site in a folder of its own, on which commands run in this process. It has no plugins. */
final class CliSite {

    static final Instant NOW = Instant.parse("2026-03-21T12:00:00Z");

    /** What a command left behind. */
    record Outcome(int code, String out, String err) {}

    private final Path folder;
    private final Map<String, String> variables = new HashMap<>();
    private String input = "";

    CliSite(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("home"));
        Files.createDirectories(folder.resolve("site/tests"));
        Files.writeString(folder.resolve("pergola.yaml"), "config_dirs: site\nworking_dir: runs\n");
        variables.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    CliSite set(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /** What the commands read from standard input. */
    CliSite input(String text) {
        input = text;
        return this;
    }

    CliSite suite(String name, String text) throws IOException {
        Files.writeString(path("site/tests/" + name + ".yaml"), text);
        return this;
    }

    CliSite layer(String file, String text) throws IOException {
        Files.createDirectories(path("site/" + file).getParent());
        Files.writeString(path("site/" + file), text);
        return this;
    }

    Environment environment() {
        return new Environment(variables, folder, path("home"), null, Path.of("/opt/pergola"), "0.1.0", () -> NOW);
    }

    Outcome run(String... command) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var context =
                new Context(environment(), out, err, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        int code = new CommandRun(context).execute(List.of(command));
        context.flush();
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    Store store() {
        return Store.open(path("runs"), new StoreOptions("main", 2, null, path("cache/pergola")), () -> NOW);
    }

    /** A series of two runs: one that passed with a figure, and one that has not ended. */
    List<RunDirectory> series() throws IOException {
        var extra = new LinkedHashMap<String, Value>();
        extra.put("user", Value.of("ann"));
        extra.put("sys_name", Value.of("tiny"));
        extra.put("scheduler", Value.of("local"));
        Store store = store();
        List<RunDirectory> runs = store.createRuns(List.of(
                new NewRun("demo.first", new Value.Entries(new LinkedHashMap<>()), extra),
                new NewRun("demo.second", new Value.Entries(new LinkedHashMap<>()), extra)));
        store.createSeries("cmdline", runs);
        RunDirectory first = runs.getFirst();
        Files.writeString(first.log(), "one\ntwo\nthree\n");
        first.append(StateEntry.of(NOW.plusSeconds(1), RunState.RUNNING, "Starting the run script"));
        var results = new LinkedHashMap<String, Value>();
        results.put("name", Value.of("demo.first"));
        results.put("id", Value.of("1"));
        results.put("result", Value.of("PASS"));
        results.put("rate", Value.of(12.5));
        first.writeResults(new Value.Entries(results));
        first.end(StateEntry.of(NOW.plusSeconds(3), RunState.COMPLETE, "The test ended with PASS"), Verdict.PASS);
        return runs;
    }
}
