package io.pergola.exec;

import io.pergola.spi.ProcessIdentity;
import java.time.Duration;
import java.util.List;

/**
 * The processes of this user on this host that were started with a certain variable in their environment, wherever they went
 * since: another group, another session, another parent. Never this process, nor process 1. Safe for use by several threads.
 */
public final class MarkedProcesses {

    /** The variable that marks the processes of a test run; its value is different for each. */
    public static final String RUN = "PERGOLA_RUN";

    private MarkedProcesses() {}

    /** Those that live now and whose environment holds {@code variable=value}, by number. */
    public static List<ProcessIdentity> find(String variable, String value) {
        return List.of();
    }

    /**
     * Ends them: SIGTERM, then SIGKILL to what is left after the grace time, and to what is born meanwhile. Waits until they are
     * gone.
     *
     * @return those that were found at first and those that came up later; empty if there were none
     * @throws InterruptedException if interrupted while waiting; what was not killed so far lives on
     */
    public static List<ProcessIdentity> end(String variable, String value, Duration grace) throws InterruptedException {
        return List.of();
    }
}
