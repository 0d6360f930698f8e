package io.pergola.tasks;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What became of how many tasks. Used by the loop's thread. */
final class Tally {

    private final Instant began;
    private final int cores;
    private final Map<TaskState, Integer> counts = new EnumMap<>(TaskState.class);
    private final Set<String> running = new LinkedHashSet<>();
    private int free;
    private int callbacksFailed;
    private int endedHere;
    private Duration cpuTime = Duration.ZERO;

    Tally(Instant began, int cores) {
        this.began = began;
        this.cores = cores;
        this.free = cores;
    }

    int count(TaskState state) {
        return counts.getOrDefault(state, 0);
    }

    void add(TaskState state, int change) {
        counts.merge(state, change, Integer::sum);
    }

    /** Answers how many cores are free then. */
    int started(LiveTask task) {
        add(TaskState.PENDING, -1);
        running.add(task.spec().id());
        free -= task.cores();
        return free;
    }

    /** It occupies nothing any more; what becomes of it is said apart. */
    void stopped(LiveTask task) {
        running.remove(task.spec().id());
        free += task.free();
    }

    void ended(TaskResult result) {
        add(result.state(), 1);
        endedHere++;
        if (result.success()) {
            cpuTime = cpuTime.plus(result.duration());
        }
    }

    void callbackFailed() {
        callbacksFailed++;
    }

    Set<String> running() {
        return running;
    }

    int cores() {
        return cores;
    }

    PilotStatus status(Instant now) {
        Duration elapsed = Duration.between(began, now);
        int left = count(TaskState.PENDING) + running.size();
        Duration remaining =
                endedHere == 0 ? Duration.ofSeconds(-1) : Duration.ofMillis(elapsed.toMillis() * left / endedHere);
        return new PilotStatus(
                List.copyOf(running),
                count(TaskState.PENDING),
                count(TaskState.HELD),
                count(TaskState.COMPLETED),
                count(TaskState.FAILED),
                free,
                cores,
                elapsed,
                remaining);
    }

    PilotSummary summary(Instant now, boolean interrupted) {
        return new PilotSummary(
                count(TaskState.COMPLETED),
                count(TaskState.FAILED),
                count(TaskState.CANCELLED),
                count(TaskState.REFUSED),
                count(TaskState.HELD),
                count(TaskState.PENDING) + running.size(),
                callbacksFailed,
                interrupted,
                Duration.between(began, now),
                cpuTime);
    }
}
