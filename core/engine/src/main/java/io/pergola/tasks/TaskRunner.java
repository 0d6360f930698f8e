package io.pergola.tasks;

import io.pergola.exec.Exit;
import io.pergola.exec.Leftovers;
import io.pergola.exec.RunningProcess;
import io.pergola.exec.SpawnException;
import io.pergola.exec.SpawnRequest;
import io.pergola.exec.Spawner;
import io.pergola.exec.Strays;
import io.pergola.exec.Subreaper;
import io.pergola.spi.ProcessIdentity;
import io.pergola.spi.slots.Placement;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Runs attempts at tasks, each on a thread that waits for its process. A thread whose attempt has ended may be given the next. */
final class TaskRunner {

    private static final Duration GRACE = Duration.ofSeconds(2);
    /** Of a thread that has told the end of an attempt: what it does next. */
    private static final ThreadLocal<@Nullable Worker> FREE = new ThreadLocal<>();

    private final Path workdir;
    /** The same without links. */
    private final Path place;

    private final String mark;
    private final TaskEnvironment environment;
    private final Spawner spawner = new Spawner();
    private final Strays strays = new Strays(new Subreaper(spawner));
    private final Leftovers leftovers = new Leftovers(strays);
    private final ExecutorService workers = Executors.newCachedThreadPool();

    /** @param mark begins the mark that every process carries; see {@link #mark} */
    TaskRunner(PilotPlan plan, String mark) {
        this.workdir = plan.workdir();
        this.place = Strays.real(workdir);
        this.mark = mark;
        this.environment = new TaskEnvironment(plan.environment(), plan.workdir());
    }

    /** What marks the processes of a task in their environment; no other pilot has it. */
    static String mark(String uuid, String id) {
        return uuid + "." + id;
    }

    /** Is told what happens, on the attempt's own thread. */
    interface Listener {
        void started(ProcessIdentity process);

        void ended(Exit exit, Duration duration);

        void failed(String why);
    }

    /** Begins an attempt; the last word to the listener is that it ended or failed. */
    void start(LiveTask task, Placement placement, Listener listener) {
        Runnable attempt = () -> run(task, placement, listener);
        Worker here = FREE.get();
        if (here != null && here.next == null) {
            here.next = attempt;
        } else {
            workers.execute(() -> new Worker().work(attempt));
        }
    }

    /** A thread's way from attempt to attempt. */
    private static final class Worker {

        private @Nullable Runnable next;

        void work(Runnable first) {
            FREE.set(this);
            next = first;
            for (Runnable attempt = next; attempt != null; attempt = next) {
                next = null;
                attempt.run();
            }
            FREE.remove();
        }
    }

    private void run(LiveTask task, Placement placement, Listener listener) {
        TaskSpec spec = task.spec();
        var files = new TaskFiles(workdir, spec.id());
        String own = mark(mark, spec.id());
        try {
            files.prepare();
            var request = new SpawnRequest(
                    List.of("/bin/sh", "-c", spec.command()),
                    environment.of(spec, placement, files.directory(), own),
                    spec.workdir() == null
                            ? files.directory()
                            : Path.of(spec.workdir()).toAbsolutePath(),
                    files.output(),
                    files.errors(),
                    false);
            run(task, request, own, listener);
        } catch (IOException e) {
            listener.failed("its directory " + files.directory() + " cannot be written: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            // Such as a NUL character in a variable.
            listener.failed(String.valueOf(e.getMessage()));
        } catch (SpawnException e) {
            files.note(String.valueOf(e.getMessage()));
            listener.failed(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            listener.failed("the pilot was interrupted");
        }
    }

    private void run(LiveTask task, SpawnRequest request, String own, Listener listener)
            throws SpawnException, InterruptedException {
        try (Strays.Owner owner = strays.expectIn(own, place.resolve(task.spec().id()))) {
            long start = System.nanoTime();
            RunningProcess process = spawner.start(request);
            task.runs(process);
            owner.started(process);
            listener.started(process.identity());
            Exit exit = process.await();
            Duration duration = Duration.ofNanos(System.nanoTime() - start);
            leftovers.end(process, owner, own, GRACE);
            listener.ended(exit, duration);
        }
    }

    /** When all attempts have ended. */
    void close() {
        workers.shutdown();
    }
}
