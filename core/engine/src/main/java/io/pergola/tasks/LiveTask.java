package io.pergola.tasks;

import io.pergola.exec.RunningProcess;
import io.pergola.exec.Signal;
import io.pergola.pilot.Action;
import io.pergola.pilot.Task;
import io.pergola.spi.slots.Placement;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A task that has not ended. All but its process belongs to the loop's thread. */
final class LiveTask {

    private final TaskSpec spec;
    private int attempts;
    private int cores;
    private boolean occupies;
    private Duration duration = Duration.ZERO;
    private @Nullable TaskResult last;
    private volatile @Nullable RunningProcess process;

    LiveTask(TaskSpec spec, int attempts) {
        this.spec = spec;
        this.attempts = attempts;
    }

    TaskSpec spec() {
        return spec;
    }

    int attempts() {
        return attempts;
    }

    int cores() {
        return cores;
    }

    boolean occupies() {
        return occupies;
    }

    /** Another attempt begins. */
    void begin(Placement placement) {
        attempts++;
        cores = placement.slots().stream().mapToInt(slot -> slot.cores().size()).sum();
        occupies = true;
        duration = Duration.ZERO;
        process = null;
    }

    /** What it occupied is free; answers how many cores. */
    int free() {
        int freed = occupies ? cores : 0;
        occupies = false;
        return freed;
    }

    void took(Duration time) {
        duration = time;
    }

    Duration duration() {
        return duration;
    }

    void result(TaskResult result) {
        last = result;
    }

    @Nullable TaskResult result() {
        return last;
    }

    /** Called by the thread that runs it. */
    void runs(RunningProcess running) {
        process = running;
    }

    void signal(Action.Stop stop) {
        RunningProcess running = process;
        if (running != null) {
            running.signalGroup(stop == Action.Stop.TERM ? Signal.TERM : Signal.KILL);
        }
    }

    /** @param over whether a task ended well in an earlier part of the pilot's life, so that nobody waits for it */
    Task kernelTask(int atOnce, Predicate<String> over) {
        Set<String> dependencies = new LinkedHashSet<>(spec.dependsOn());
        dependencies.removeIf(over);
        return new Task(
                spec.id(),
                spec.request(),
                spec.priority(),
                atOnce,
                null,
                spec.timeout(),
                spec.grace(),
                true,
                dependencies);
    }
}
