package io.pergola.store;

import io.pergola.model.RunId;
import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Makes run directories: all that were asked for, or none. */
final class RunMaker {

    private static final String UNFINISHED = RunIdentity.FILE + ".tmp";

    private final Disk disk;
    private final Numbering numbering;
    private final StoreOptions options;
    private final InstantSource clock;

    RunMaker(Disk disk, Numbering numbering, StoreOptions options, InstantSource clock) {
        this.disk = disk;
        this.numbering = numbering;
        this.options = options;
        this.clock = clock;
    }

    /** @param announce is told the numbers before any of these runs exists */
    List<RunDirectory> make(List<NewRun> runs, Consumer<List<Integer>> announce) {
        List<Integer> numbers = numbering.claim(runs.size());
        boolean made = false;
        try {
            List<Integer> order = IntStream.range(0, runs.size()).boxed().toList();
            List<RunDirectory> directories =
                    Together.map(order, options.threads(), i -> write(runs.get(i), numbers.get(i)));
            announce.accept(numbers);
            for (RunDirectory run : directories) {
                disk.rename(run.path().resolve(UNFINISHED), run.path().resolve(RunIdentity.FILE));
            }
            made = true;
            return directories;
        } finally {
            if (!made) {
                numbers.forEach(this::undo);
            }
        }
    }

    /** Everything but the name by which the run begins to exist. */
    private RunDirectory write(NewRun run, int number) {
        Path path = numbering.directory(number);
        Instant now = clock.instant();
        Disk own = disk.of(run.sharing());
        if (run.sharing().isOwn()) {
            own.settleRun(path);
        }
        var directory = new RunDirectory(own, path, RunIdentity.of(new RunId(options.label(), number), run, now));
        directory.append(StateEntry.of(now, RunState.CREATED, "Test run created"));
        own.own().writeSynced(path.resolve(UNFINISHED), directory.identity().toBytes());
        return directory;
    }

    private void undo(int number) {
        try {
            Deletion.delete(numbering.directory(number));
        } catch (IOException e) {
            // What is left is no run, since run.json is missing; tidying takes it away later.
        }
    }
}
