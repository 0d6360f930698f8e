package io.pergola.series;

import java.util.List;

/** What is to be done for a series now. */
sealed interface SeriesAction {

    /** All runs of a set have ended. */
    record Close(int set, boolean passed) implements SeriesAction {}

    /** A set will not be run, since another of that place has not passed. */
    record Skip(int set, int because) implements SeriesAction {}

    /** Runs of a set are handed over. */
    record Start(int set, List<Integer> runs) implements SeriesAction {

        /** Copies the list. */
        public Start {
            runs = List.copyOf(runs);
        }
    }

    /** The tests of a set are resolved, and their runs made. */
    record Make(int set) implements SeriesAction {}

    /** Runs of a set that wait are not run any more. */
    record GiveUp(int set, List<Integer> runs) implements SeriesAction {

        /** Copies the list. */
        public GiveUp {
            runs = List.copyOf(runs);
        }
    }

    /** The series has ended. */
    record Finish() implements SeriesAction {}
}
