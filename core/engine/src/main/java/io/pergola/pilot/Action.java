package io.pergola.pilot;

import io.pergola.policy.HeldJob;
import io.pergola.spi.slots.Placement;
import io.pergola.spi.slots.Share;
import java.time.Instant;
import java.util.List;

/** What the kernel wants done, in this order. The answers come back as events. */
public sealed interface Action {

    /** Start the task there; to be answered by {@link Event.Started} or {@link Event.StartFailed}. */
    record Start(Task task, Placement placement) implements Action {

        /** The indexes of the cores that it has on its first node, sorted; empty if it has none. */
        public List<Integer> coresHere() {
            return placement.slots().stream()
                    .filter(slot ->
                            slot.node().equals(placement.slots().getFirst().node()))
                    .flatMap(slot -> slot.cores().stream())
                    .map(Share::index)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    /**
     * The task is kept out of the queue, for a reason that may pass: it asks for a named quantity that is not there, depends on what
     * did not end well, or the policy wants it so. Said once each time; nobody waits for its end.
     *
     * @param why a clause that goes on after the task's name, without a full stop
     */
    record Held(String id, HeldJob.Cause cause, String why) implements Action {}

    /** Something that the pilot's log should hold: a policy that failed, or wanted what cannot be; whole sentences. */
    record Note(String text) implements Action {}

    /**
     * The next task lacks exactly so many cores. Get them, all at once, whenever they can be had, and offer them. Replaces
     * the number asked for before; 0 means none are wanted any more.
     */
    record AskCores(int wanted) implements Action {}

    /** The core is not the kernel's any more: others may have it. */
    record ReturnCore(int core) implements Action {}

    /** Look when the task last printed something; to be answered by {@link Event.OutputSeen}. */
    record CheckOutput(String id) implements Action {}

    /** Send this signal to the task's whole process group. */
    record SignalGroup(String id, Stop stop) implements Action {}

    /**
     * A {@link Task#judged} task has ended for now, and its cores are free. To be answered by {@link Event.Retry} or
     * {@link Event.Settled}.
     */
    record Judge(String id, Ending how) implements Action {}

    /** The task has ended; this is said exactly once for each task. Its cores are free. */
    record Finished(String id, Ending how) implements Action {}

    /** Send {@link Event.Tick} at this time. Replaces the time asked for before. */
    record WakeAt(Instant time) implements Action {}

    /** Nothing runs, and nothing waits (or the queue is drained), but what is held. Said again after later submissions. */
    record AllDone() implements Action {}

    /** The two ways to end a process group. */
    enum Stop {
        /** SIGTERM: it may tidy up. */
        TERM,
        /** SIGKILL. */
        KILL
    }
}
