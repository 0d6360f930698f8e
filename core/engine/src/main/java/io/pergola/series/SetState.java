package io.pergola.series;

import java.util.List;

/** How a set of a series stands. */
sealed interface SetState {

    /** It has no runs yet. */
    record New() implements SetState {}

    /**
     * It has its runs.
     *
     * @param waiting numbers of those that were not handed over, in order
     * @param active how many were, and have not ended
     * @param allPassed whether all that have ended have passed, and nothing else of the set failed
     */
    record Made(List<Integer> waiting, int active, boolean allPassed) implements SetState {

        /** Copies the list. */
        public Made {
            waiting = List.copyOf(waiting);
        }
    }

    /** Nothing of it is left to do. */
    record Over(boolean passed) implements SetState {}
}
