package io.pergola.graph;

import io.pergola.model.Value;

/** A run with its x: a list, or a single value. */
record Row(GraphRun run, Reading.Found x) {

    /** True if all that the run gave stands at one x. */
    boolean single() {
        return x.values().size() == 1;
    }

    Value first() {
        return x.values().getFirst();
    }
}
