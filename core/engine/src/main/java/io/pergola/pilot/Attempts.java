package io.pergola.pilot;

import io.pergola.policy.Dispatcher;
import io.pergola.policy.HeldJob;
import io.pergola.policy.JobEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tasks between two attempts: each is judged first, and may then wait for its next one. */
final class Attempts {

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Dispatcher dispatcher;
    private final Deadlines deadlines;
    private final Map<String, Resting> resting = new LinkedHashMap<>();

    Attempts(Dispatcher dispatcher, Deadlines deadlines) {
        this.dispatcher = dispatcher;
        this.deadlines = deadlines;
    }

    /**
     * A task that does not run.
     *
     * @param last how it ended
     * @param judged what follows is not known yet
     * @param cancelled why somebody wanted it to end while it was judged
     */
    private record Resting(
            Task task,
            Ending last,
            boolean judged,
            @Nullable String cancelled) {}

    /** A task that ran is judged from now on. */
    void judge(Task task, Ending how, List<Action> actions) {
        dispatcher.pause(task.id());
        resting.put(task.id(), new Resting(task, how, true, null));
        actions.add(new Action.Judge(task.id(), how));
    }

    boolean has(String id) {
        return resting.containsKey(id);
    }

    List<String> ids() {
        return List.copyOf(resting.keySet());
    }

    boolean anyJudged() {
        return resting.values().stream().anyMatch(Resting::judged);
    }

    /** It ended for good. Returns the tasks that this keeps from running. */
    List<HeldJob> settle(Event.Settled settled, List<Action> actions) {
        Ending last = judged(settled.id()).last();
        List<HeldJob> held = dispatcher.ended(settled.id(), settled.well() ? JobEnd.WELL : JobEnd.BADLY);
        finish(settled.id(), last, actions);
        return held;
    }

    /** It is to run again after some time, unless somebody wanted it to end meanwhile. */
    void retry(String id, Duration delay, Instant now, List<Action> actions) {
        Resting rests = judged(id);
        String why = rests.cancelled();
        if (why != null) {
            finish(id, new Ending.Cancelled(why, false), actions);
            return;
        }
        resting.put(id, new Resting(rests.task(), rests.last(), false, null));
        deadlines.set(id, now.plus(delay.compareTo(LONGEST) > 0 ? LONGEST : delay));
    }

    /** Its time has come; returns the task, which is in the queue again. */
    Task resume(String id) {
        Resting rests = Objects.requireNonNull(resting.remove(id));
        deadlines.set(id, null);
        dispatcher.resume(id);
        return rests.task();
    }

    /** Ends one that waits; one that is judged ends when that is done. */
    void cancel(String id, String why, List<Action> actions) {
        Resting rests = Objects.requireNonNull(resting.get(id));
        if (!rests.judged()) {
            finish(id, new Ending.Cancelled(why, false), actions);
        } else if (rests.cancelled() == null) {
            resting.put(id, new Resting(rests.task(), rests.last(), true, why));
        }
    }

    private Resting judged(String id) {
        Resting rests = resting.get(id);
        if (rests == null || !rests.judged()) {
            throw new IllegalStateException("Task " + id + " is not being judged");
        }
        return rests;
    }

    private void finish(String id, Ending how, List<Action> actions) {
        resting.remove(id);
        deadlines.set(id, null);
        dispatcher.withdraw(id);
        actions.add(new Action.Finished(id, how));
    }
}
