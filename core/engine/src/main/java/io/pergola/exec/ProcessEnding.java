package io.pergola.exec;

import io.pergola.spi.ProcessIdentity;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Ends processes: SIGTERM, then SIGKILL to what is left after the grace time, and to what is born meanwhile. */
final class ProcessEnding {

    private static final Duration STEP = Duration.ofMillis(20);
    /** Against a program that forks faster than it can be killed. */
    private static final int MOST_ROUNDS = 500;

    private final Supplier<List<ProcessIdentity>> find;
    private final Set<ProcessIdentity> ended = new LinkedHashSet<>();

    /** @param find those that are there now */
    ProcessEnding(Supplier<List<ProcessIdentity>> find) {
        this.find = find;
    }

    /** Waits until they are gone; gives all that were found, at first or later. */
    List<ProcessIdentity> after(Duration grace) throws InterruptedException {
        List<ProcessIdentity> living = find.get();
        for (Duration left = grace; !living.isEmpty() && left.isPositive(); left = left.minus(STEP)) {
            living.stream().filter(ended::add).forEach(process -> signal(process, Signal.TERM));
            Thread.sleep(STEP);
            living = living.stream().filter(ProcFiles::lives).toList();
            if (living.isEmpty()) {
                living = find.get();
            }
        }
        living = find.get();
        for (int round = 0; !living.isEmpty() && round < MOST_ROUNDS; round++) {
            ended.addAll(living);
            living.forEach(process -> signal(process, Signal.KILL));
            Thread.sleep(STEP.toMillis() / 4);
            living = find.get();
        }
        return List.copyOf(ended);
    }

    private static void signal(ProcessIdentity process, Signal signal) {
        if (ProcFiles.lives(process)) {
            ProcessCalls.kill(process.pid(), signal.number());
        }
    }
}
