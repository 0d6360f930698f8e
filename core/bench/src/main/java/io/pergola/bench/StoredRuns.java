package io.pergola.bench;

import io.pergola.model.StateEntry;
import io.pergola.model.Value;
import io.pergola.store.Ending;
import io.pergola.store.JobDirectory;
import io.pergola.store.NewJob;
import io.pergola.store.NewRun;
import io.pergola.store.RunDirectory;
import io.pergola.store.Store;
import io.pergola.store.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Fills a working directory with runs that have ended, as those that are in it: {@code StoredRuns WORKING_DIR COUNT}. Copies of real
 * runs in turn, in series of a thousand, with journals and results; whoever wants to know what many runs cost need not run them.
 * Wants a file system in memory, since each end is synced.
 */
public final class StoredRuns {

    private static final int SERIES = 1_000;

    private final Store store;
    private final List<RunDirectory> models;

    private StoredRuns(Store store, List<RunDirectory> models) {
        this.store = store;
        this.models = models;
    }

    /** Working directory and count. */
    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]);
        Path cache = Files.createTempDirectory("pergola-bench");
        Store store = Store.open(directory, new StoreOptions("main", 022, null, cache), Clock.systemUTC());
        try (Stream<Path> found = Files.list(directory.resolve("test_runs"))) {
            List<RunDirectory> models = found.map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> name.matches("[0-9]+"))
                    .flatMap(name -> store.run(Integer.parseInt(name)).stream())
                    .filter(RunDirectory::hasEnded)
                    .limit(100)
                    .toList();
            new StoredRuns(store, models).make(Integer.parseInt(args[1]));
        }
    }

    private void make(int count) {
        for (int made = 0; made < count; made += SERIES) {
            series(Math.min(SERIES, count - made));
        }
    }

    private void series(int size) {
        List<RunDirectory> sources = IntStream.range(0, size)
                .mapToObj(i -> models.get(i % models.size()))
                .toList();
        var wanted = new ArrayList<NewRun>();
        for (RunDirectory source : sources) {
            Map<String, Value> extra = new LinkedHashMap<>(source.extra());
            extra.putIfAbsent("user", Value.of(source.user()));
            extra.putIfAbsent("sys_name", Value.of(source.sysName()));
            extra.putIfAbsent("scheduler", Value.of(source.scheduler()));
            wanted.add(new NewRun(source.name(), source.test(), extra));
        }
        List<RunDirectory> made = store.createRuns(wanted);
        store.createSeries("bench", made, Map.of());
        JobDirectory job = store.createJob(new NewJob("bench", "raw", made, Map.of()));
        made.forEach(run -> run.assignJob(job));
        IntStream.range(0, size).parallel().forEach(i -> fill(made.get(i), sources.get(i)));
    }

    private static void fill(RunDirectory run, RunDirectory source) {
        List<StateEntry> journal = source.journal();
        journal.subList(1, journal.size() - 1).forEach(run::append);
        source.results().ifPresent(run::writeResults);
        run.writeNodes(source.nodes());
        Ending ending = source.ending().orElseThrow();
        run.end(ending.last(), ending.verdict());
    }
}
