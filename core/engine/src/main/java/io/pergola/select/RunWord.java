package io.pergola.select;

import io.pergola.model.RunId;

/** A word by which users name runs, as it is written: whether there is such a thing is another matter. */
sealed interface RunWord {

    /** {@code all}. */
    record All() implements RunWord {}

    /** {@code last}. */
    record Last() implements RunWord {}

    /** {@code 12}, {@code label.12}. */
    record One(RunId id) implements RunWord {}

    /** {@code 3-9}. */
    record Between(int first, int last) implements RunWord {}

    /** {@code s5}, {@code label.s5}. */
    record Series(String label, int number) implements RunWord {

        @Override
        public String toString() {
            return (label.equals(RunId.MAIN) ? "s" : label + ".s") + number;
        }
    }

    /** {@code s2-s4}, {@code s2-4}. */
    record SeriesBetween(int first, int last) implements RunWord {}

    /** {@code s12.3}, {@code s12.3-5}, {@code label.s12.3}: runs of a series, counted from 1. */
    record Part(Series series, int first, int last) implements RunWord {}

    /** A name. */
    record Group(String name) implements RunWord {}

    /** Nothing of all that. */
    record Malformed() implements RunWord {}
}
