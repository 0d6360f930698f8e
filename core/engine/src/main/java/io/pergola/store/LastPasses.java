package io.pergola.store;

import io.pergola.model.Verdict;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers when a test last passed on each node. */
final class LastPasses {

    private final String test;
    private final Map<String, Instant> byNode = new HashMap<>();

    LastPasses(String test) {
        this.test = test;
    }

    /** Counts the run if it is one of the test that passed. */
    void add(RunSummary run) {
        Instant finished = run.finished();
        boolean ours = run.name().equals(test) || run.name().startsWith(test + ".");
        if (ours && run.result() == Verdict.PASS && finished != null) {
            add(run.nodes(), finished);
        }
    }

    /** Counts a pass on all these nodes. */
    void add(List<String> nodes, Instant when) {
        nodes.forEach(node -> byNode.merge(node, when, (one, other) -> one.isAfter(other) ? one : other));
    }

    Map<String, Instant> byNode() {
        return byNode;
    }
}
