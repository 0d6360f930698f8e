package io.pergola.series;

import java.util.ArrayList;
import java.util.List;

/**
 * Decides what is to be done next for a series: {@code (plan, states, room) -> actions}. No clock, no files. Whoever carries the actions
 * out calls again with what came of them, until there is {@link SeriesAction.Finish}.
 */
final class SeriesKernel {

    private final SeriesPlan plan;

    SeriesKernel(SeriesPlan plan) {
        this.plan = plan;
    }

    /**
     * What to do.
     *
     * @param states of the sets, in the order of the plan
     * @param room how many runs may be handed over besides what the series itself allows
     * @param ending nothing is begun any more
     * @return nothing while runs have to be waited for
     */
    List<SeriesAction> decide(List<SetState> states, int room, boolean ending) {
        List<SeriesAction> actions = new ArrayList<>();
        close(states, actions);
        if (!actions.isEmpty()) {
            return actions;
        }
        if (ending) {
            end(states, actions);
            return actions;
        }
        int left = start(states, Math.min(room, free(states)), actions);
        make(states, left > 0, actions);
        boolean over = states.stream().allMatch(SetState.Over.class::isInstance);
        if (over) {
            actions.add(new SeriesAction.Finish());
        }
        return actions;
    }

    private static void close(List<SetState> states, List<SeriesAction> actions) {
        for (int i = 0; i < states.size(); i++) {
            if (states.get(i) instanceof SetState.Made made && made.waiting().isEmpty() && made.active() == 0) {
                actions.add(new SeriesAction.Close(i, made.allPassed()));
            }
        }
    }

    private static void end(List<SetState> states, List<SeriesAction> actions) {
        boolean active = false;
        for (int i = 0; i < states.size(); i++) {
            if (states.get(i) instanceof SetState.Made made) {
                active = true;
                if (!made.waiting().isEmpty()) {
                    actions.add(new SeriesAction.GiveUp(i, made.waiting()));
                }
            }
        }
        if (!active) {
            actions.add(new SeriesAction.Finish());
        }
    }

    /** How many runs may start by the limit of the series. */
    private int free(List<SetState> states) {
        int limit = plan.file().simultaneous();
        int active = 0;
        for (SetState state : states) {
            active += state instanceof SetState.Made made ? made.active() : 0;
        }
        return limit == 0 ? Integer.MAX_VALUE : Math.max(0, limit - active);
    }

    /** How many more could start by the limits of all. */
    private int start(List<SetState> states, int free, List<SeriesAction> actions) {
        int left = free;
        for (int i = 0; i < states.size(); i++) {
            if (states.get(i) instanceof SetState.Made made) {
                int limit = plan.sets().get(i).set().simultaneous();
                int its = limit == 0 ? left : Math.min(left, Math.max(0, limit - made.active()));
                int count = Math.min(its, made.waiting().size());
                if (count > 0) {
                    actions.add(new SeriesAction.Start(i, made.waiting().subList(0, count)));
                    left -= count;
                }
            }
        }
        return left;
    }

    /**
     * One set at most, as making takes its time; and only if there would be room for a run of it, since what is known of the machine
     * grows old.
     */
    private void make(List<SetState> states, boolean room, List<SeriesAction> actions) {
        for (int i = 0; i < states.size(); i++) {
            if (states.get(i) instanceof SetState.New && mayStart(i, states)) {
                int because = notPassed(i, states);
                if (because >= 0) {
                    actions.add(new SeriesAction.Skip(i, because));
                } else if (room) {
                    actions.add(new SeriesAction.Make(i));
                    return;
                }
            }
        }
    }

    /** A repeat begins when the one before it has ended. */
    private boolean mayStart(int set, List<SetState> states) {
        PlannedSet planned = plan.sets().get(set);
        for (int i = 0; i < set; i++) {
            if (plan.sets().get(i).iteration() < planned.iteration() && !(states.get(i) instanceof SetState.Over)) {
                return false;
            }
        }
        return planned.parents().stream().allMatch(parent -> states.get(parent) instanceof SetState.Over);
    }

    /** The first set on which this one depends that had to pass, and has not; -1 if there is none. */
    private int notPassed(int set, List<SetState> states) {
        PlannedSet planned = plan.sets().get(set);
        if (planned.set().dependsPass()) {
            for (int parent : planned.parents()) {
                if (states.get(parent) instanceof SetState.Over(boolean passed) && !passed) {
                    return parent;
                }
            }
        }
        return -1;
    }
}
