package io.pergola.plugins.slurm;

import io.pergola.spi.JobState;
import java.util.Map;

/** Slurm's job states (squeue(1), "JOB STATE CODES") in Pavilion's words. */
final class JobStates {

    /**
     * What one means.
     *
     * @param state in Pavilion's words
     * @param end the job will not run any more
     * @param words for users
     */
    record Meaning(JobState state, boolean end, String words) {}

    private static final Map<String, Meaning> TABLE = Map.ofEntries(
            waits("PENDING", "waits"),
            waits("CONFIGURING", "its nodes are being made ready"),
            waits("REQUEUED", "was requeued"),
            waits("REQUEUE_FED", "was requeued by the federation"),
            waits("REQUEUE_HOLD", "was requeued and is held; `scontrol release` lets it go on"),
            waits("RESV_DEL_HOLD", "is held, because its reservation was deleted; `scontrol release` lets it go on"),
            waits("SPECIAL_EXIT", "was requeued after a special exit code and is held"),
            waits("POWER_UP_NODE", "waits for its nodes to be powered up"),
            runs("RUNNING", ""),
            runs("COMPLETING", "is ending"),
            runs("STAGE_OUT", "its files are being copied back"),
            runs("SUSPENDED", "is suspended"),
            runs("STOPPED", "is stopped"),
            runs("RESIZING", "its size is being changed"),
            runs("SIGNALING", "is being sent a signal"),
            runs("EXPEDITING", "is being expedited"),
            Map.entry("COMPLETED", new Meaning(JobState.ENDED, true, "ended well")),
            fails("FAILED", "its script failed"),
            fails("TIMEOUT", "ran into its time limit"),
            fails("OUT_OF_MEMORY", "used more memory than it had"),
            fails("NODE_FAIL", "a node of it failed"),
            fails("PREEMPTED", "was preempted by a job of higher priority"),
            fails("DEADLINE", "missed its deadline"),
            fails("REVOKED", "was revoked, because another cluster of the federation runs it"),
            fails("LAUNCH_FAILED", "could not be launched"),
            fails("RECONFIG_FAIL", "its nodes could not be reconfigured"),
            cancelled("CANCELLED", "was cancelled"),
            cancelled("BOOT_FAIL", "its nodes could not be booted"));

    private JobStates() {}

    /** What a state means; one that is not known here is no end. */
    static Meaning of(String state) {
        return TABLE.getOrDefault(
                state, new Meaning(JobState.UNKNOWN, false, "is in a state that is not known here: " + state));
    }

    private static Map.Entry<String, Meaning> waits(String name, String words) {
        return Map.entry(name, new Meaning(JobState.SCHEDULED, false, words));
    }

    private static Map.Entry<String, Meaning> runs(String name, String words) {
        return Map.entry(name, new Meaning(JobState.SCHED_STARTUP, false, words));
    }

    private static Map.Entry<String, Meaning> fails(String name, String words) {
        return Map.entry(name, new Meaning(JobState.SCHED_ERROR, true, words));
    }

    private static Map.Entry<String, Meaning> cancelled(String name, String words) {
        return Map.entry(name, new Meaning(JobState.SCHED_CANCELLED, true, words));
    }
}
