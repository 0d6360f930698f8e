package io.pergola.plugins.slurm;

import java.util.HashMap;
import java.util.Map;

/** Judges the states of many nodes, each different word once. Not safe for several threads. */
final class StateJudge {

    private final NodeStates states;
    private final Map<String, Standing> known = new HashMap<>();

    /**
     * What a node's state means.
     *
     * @param up it works
     * @param available a job could start now
     * @param reserved a reservation holds it now
     */
    record Standing(boolean up, boolean available, boolean reserved) {}

    StateJudge(NodeStates states) {
        this.states = states;
    }

    /** {@code state}: as Slurm writes it. */
    Standing of(String state) {
        return known.computeIfAbsent(
                state, each -> new Standing(states.isUp(each), states.isAvailable(each), NodeStates.isReserved(each)));
    }
}
