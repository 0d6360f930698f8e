package io.pergola.results;

import io.pergola.model.Problem;

/** The faults of one entry of a result section. */
final class Faults {

    private final ProblemSink sink;
    private final String place;
    private boolean any;

    Faults(ProblemSink sink, String place) {
        this.sink = sink;
        this.place = place;
    }

    void add(Problem problem) {
        any = true;
        sink.report(place, problem.in(place));
    }

    /** A fault of one of the entry's arguments. */
    void add(String argument, Problem problem) {
        any = true;
        sink.report(place + "." + argument, problem.in(place));
    }

    boolean any() {
        return any;
    }
}
