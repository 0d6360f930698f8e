package io.pergola.store;

import io.pergola.model.RunId;
import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes run directories: all that were asked for, or none. */
final class RunMaker {

    /** From so many runs on, several threads wait for the disk. */
    private static final int MANY = 64;

    private static final int THREADS = 8;
    private static final String UNFINISHED = RunIdentity.FILE + ".tmp";

    private final Disk disk;
    private final Numbering numbering;
    private final String label;
    private final InstantSource clock;

    RunMaker(Disk disk, Numbering numbering, String label, InstantSource clock) {
        this.disk = disk;
        this.numbering = numbering;
        this.label = label;
        this.clock = clock;
    }

    List<RunDirectory> make(List<NewRun> runs) {
        List<Integer> numbers = numbering.claim(runs.size());
        boolean made = false;
        try {
            List<RunDirectory> directories = runs.size() < MANY ? write(runs, numbers) : writeTogether(runs, numbers);
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

    private List<RunDirectory> write(List<NewRun> runs, List<Integer> numbers) {
        List<RunDirectory> directories = new ArrayList<>(runs.size());
        for (int i = 0; i < runs.size(); i++) {
            directories.add(write(runs.get(i), numbers.get(i)));
        }
        return directories;
    }

    private List<RunDirectory> writeTogether(List<NewRun> runs, List<Integer> numbers) {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<RunDirectory>> waiting = new ArrayList<>(runs.size());
            for (int i = 0; i < runs.size(); i++) {
                NewRun run = runs.get(i);
                int number = numbers.get(i);
                waiting.add(threads.submit(() -> write(run, number)));
            }
            List<RunDirectory> directories = new ArrayList<>(runs.size());
            for (Future<RunDirectory> one : waiting) {
                directories.add(one.get());
            }
            return directories;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StoreException failure
                    ? new StoreException(String.valueOf(failure.getMessage()), failure)
                    : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("Making the test runs was interrupted; none was made. Start again", e);
        }
    }

    /** Everything but the name by which the run begins to exist. */
    private RunDirectory write(NewRun run, int number) {
        Path path = numbering.directory(number);
        Instant now = clock.instant();
        var directory = new RunDirectory(disk, path, RunIdentity.of(new RunId(label, number), run, now));
        directory.append(StateEntry.of(now, RunState.CREATED, "Test run created"));
        disk.writeSynced(path.resolve(UNFINISHED), directory.identity().toBytes());
        return directory;
    }

    private void undo(int number) {
        try {
            Tree.delete(numbering.directory(number));
        } catch (IOException e) {
            // What is left is no run, since run.json is missing; tidying takes it away later.
        }
    }
}
