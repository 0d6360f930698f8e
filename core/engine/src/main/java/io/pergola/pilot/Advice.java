package io.pergola.pilot;

import io.pergola.policy.Dispatcher;
import io.pergola.policy.Round;
import io.pergola.spi.policy.Rejection;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Asks the policy, when it is time, and tells what went wrong with it. */
final class Advice {

    /** No task has this id. */
    private static final String ASK = "";

    /** A policy that goes on wanting what cannot be is not to fill the log. */
    private static final int MOST_NOTES = 100;

    private final Dispatcher dispatcher;
    private final Deadlines deadlines;
    private final Set<String> noted = new HashSet<>();

    Advice(Dispatcher dispatcher, Deadlines deadlines) {
        this.dispatcher = dispatcher;
        this.deadlines = deadlines;
    }

    /** Whether a deadline is not a task's, but the time to ask again. */
    boolean isDue(String id) {
        return id.equals(ASK);
    }

    Round ask(Instant now, List<Action> actions) {
        Round round = dispatcher.schedule(now);
        round.failure().ifPresent(text -> actions.add(new Action.Note(text)));
        if (round.failure().isPresent()
                && round.again().filter(time -> !time.isAfter(now)).isPresent()) {
            // Another policy is in its place.
            Round other = dispatcher.schedule(now);
            return settled(other.alsoHeld(round.held()), actions);
        }
        return settled(round, actions);
    }

    private Round settled(Round round, List<Action> actions) {
        for (Rejection rejection : round.rejected()) {
            String text = "The scheduling policy " + dispatcher.policy().name() + " wanted " + rejection.decision()
                    + ", which cannot be: " + rejection.reason() + ".";
            if (noted.size() < MOST_NOTES && noted.add(text)) {
                actions.add(new Action.Note(text));
            }
        }
        deadlines.set(ASK, round.again().orElse(null));
        return round;
    }
}
