package io.pergola.resolve;

import java.util.Comparator;

/** A variable that is permuted over. */
record Axis(String set, String name) {

    /** By set and name: the order in which they vary, the last fastest, and in which they stand in subtitles. */
    static final Comparator<Axis> BY_NAME = Comparator.comparing(Axis::set).thenComparing(Axis::name);

    /** {@code SET.NAME}. */
    String qualified() {
        return set + "." + name;
    }
}
