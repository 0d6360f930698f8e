package io.pergola.pilot;

import io.pergola.policy.Dispatcher;
import io.pergola.spi.policy.Lane;
import java.util.Optional;

/** Closed by a task that was overtaken too often: what it needs is kept for it. */
record Gate(Dispatcher dispatcher, int bypassLimit) {

    /** Whether the first of these tasks closes it. */
    boolean closedBy(Lane lane) {
        return lane.first().bypassed() >= bypassLimit;
    }

    /** The first task that does, if there is one. */
    Optional<String> closer() {
        for (Lane lane : dispatcher.lanes()) {
            if (closedBy(lane)) {
                return Optional.of(lane.first().job().id());
            }
        }
        return Optional.empty();
    }
}
