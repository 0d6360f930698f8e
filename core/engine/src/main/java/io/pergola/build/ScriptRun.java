package io.pergola.build;

import io.pergola.exec.Exit;
import io.pergola.exec.OutputWatch;
import io.pergola.exec.RunningProcess;
import io.pergola.exec.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a build script, and ends it if it says nothing for too long. */
final class ScriptRun {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final RunningProcess process;
    private final InstantSource clock;
    private final CompletableFuture<Exit> exit;

    ScriptRun(RunningProcess process, InstantSource clock) {
        this.process = process;
        this.clock = clock;
        this.exit = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> exit.complete(process.await()));
    }

    /**
     * How it ended; empty if it was ended because none of the files changed for so long.
     *
     * @param silence null for no limit
     */
    Optional<Exit> await(Optional<Duration> silence, Path log, Optional<Path> watched) throws InterruptedException {
        try {
            if (silence.isEmpty()) {
                return Optional.of(exit.get());
            }
            var output = new OutputWatch(clock, watched.filter(Files::exists).orElse(log));
            Duration left = silence.get();
            while (!endsWithin(left)) {
                left = silence.get()
                        .minus(output.quiet(watched.filter(Files::exists).orElse(log)));
                if (!left.isPositive()) {
                    kill();
                    return Optional.empty();
                }
            }
            return Optional.of(exit.get());
        } catch (InterruptedException e) {
            process.signalGroup(Signal.TERM);
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Waiting for a process does not fail", e);
        }
    }

    private boolean endsWithin(Duration time) throws InterruptedException, ExecutionException {
        try {
            exit.get(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private void kill() throws InterruptedException, ExecutionException {
        process.signalGroup(Signal.TERM);
        if (!endsWithin(GRACE) || process.groupAlive()) {
            process.signalGroup(Signal.KILL);
            exit.get();
        }
    }
}
