package io.pergola.build;

import io.pergola.exec.Exit;
import io.pergola.exec.MarkedProcesses;
import io.pergola.exec.RunningProcess;
import io.pergola.exec.Signal;
import io.pergola.exec.SpawnException;
import io.pergola.exec.SpawnRequest;
import io.pergola.exec.Spawner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The build scripts that this process runs. What works in a build's directory carries a mark, so that it can be found by this
 * process and, should this one be killed, by the next that makes the same build. Safe for use by several threads.
 */
final class BuildScripts {

    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Spawner spawner;
    private final InstantSource clock;
    private final Map<Path, RunningProcess> running = new HashMap<>();
    private boolean stopped;

    BuildScripts(Spawner spawner, InstantSource clock) {
        this.spawner = spawner;
        this.clock = clock;
    }

    /**
     * What ends a script that says nothing.
     *
     * @param limit how long it may be silent; empty for ever
     * @param file whose changes count; the output if it is empty or not there
     */
    record Silence(Optional<Duration> limit, Optional<Path> file) {}

    /**
     * Runs a script in the directory of its build, and leaves nothing of it running unless it ended well.
     *
     * @return empty if it was silent for too long
     * @throws InterruptedException if interrupted, or once {@link #stop} was called
     */
    Optional<Exit> run(SpawnRequest request, Silence silence) throws IOException, InterruptedException {
        Path build = request.directory();
        boolean good = false;
        try {
            Optional<Exit> exit =
                    new ScriptRun(start(request), clock).await(silence.limit(), request.output(), silence.file());
            good = exit.filter(Exit::ok).isPresent();
            return exit;
        } finally {
            synchronized (running) {
                running.remove(build);
            }
            if (!good) {
                endAll(build);
            }
        }
    }

    private RunningProcess start(SpawnRequest request) throws IOException, InterruptedException {
        var environment = new HashMap<>(request.environment());
        environment.put(MarkedProcesses.BUILD, request.directory().toString());
        synchronized (running) {
            refuseIfStopped();
            try {
                RunningProcess process = spawner.start(new SpawnRequest(
                        request.command(), environment, request.directory(), request.output(), request.append()));
                running.put(request.directory(), process);
                return process;
            } catch (SpawnException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }

    /** Does nothing, unless {@link #stop} was called. */
    void refuseIfStopped() throws InterruptedException {
        synchronized (running) {
            if (stopped) {
                throw new InterruptedException("the builds were stopped");
            }
        }
    }

    /** Ends all processes of this user on this host that work on a build. To be called with the build's lock. */
    void endAll(Path build) throws InterruptedException {
        new MarkedProcesses().end(MarkedProcesses.BUILD, build.toString(), GRACE);
    }

    /** Ends all scripts that run now, and lets no other start. */
    void stop() throws InterruptedException {
        Map<Path, RunningProcess> all;
        synchronized (running) {
            stopped = true;
            all = Map.copyOf(running);
        }
        all.values().forEach(process -> process.signalGroup(Signal.TERM));
        for (Path build : all.keySet()) {
            endAll(build);
        }
    }
}
