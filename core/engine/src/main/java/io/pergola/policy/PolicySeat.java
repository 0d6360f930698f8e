package io.pergola.policy;

import io.pergola.model.PluginException;
import io.pergola.spi.policy.Decision;
import io.pergola.spi.policy.SchedulingPolicy;
import io.pergola.spi.policy.SchedulingSnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The policy in office. One that fails too often in a row loses it to another. A policy from a plugin comes here with a guard around
 * it, which turns whatever goes wrong in it, and its not coming back, into a {@link PluginException}.
 */
final class PolicySeat {

    private SchedulingPolicy policy;
    private final SchedulingPolicy substitute;
    private final int failuresAllowed;
    private int failures;
    private @Nullable String lastFailure;

    /** @param failuresAllowed with how many failures in a row it is replaced, at least 1 */
    PolicySeat(SchedulingPolicy policy, SchedulingPolicy substitute, int failuresAllowed) {
        if (failuresAllowed < 1) {
            throw new IllegalArgumentException("A policy may fail at least once, not " + failuresAllowed + " times");
        }
        this.policy = policy;
        this.substitute = substitute;
        this.failuresAllowed = failuresAllowed;
    }

    SchedulingPolicy policy() {
        return policy;
    }

    /** What it decides; null if it failed, and then {@link #lastFailure} says how. */
    @Nullable List<Decision> ask(SchedulingSnapshot snapshot) {
        try {
            List<Decision> decisions = policy.schedule(snapshot);
            failures = 0;
            return decisions;
        } catch (PluginException e) {
            failures++;
            lastFailure = "The scheduling policy " + policy.name() + " failed: " + e.getMessage();
            if (failures >= failuresAllowed && policy != substitute) {
                lastFailure += "\nThat was its failure number " + failures + " in a row: from now on the policy is "
                        + substitute.name() + ".";
                policy = substitute;
            }
            return null;
        }
    }

    String lastFailure() {
        return lastFailure == null ? "" : lastFailure;
    }
}
