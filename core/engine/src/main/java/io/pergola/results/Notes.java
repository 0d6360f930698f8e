package io.pergola.results;

import java.util.ArrayList;
import java.util.List;

/** What is said on the way to a verdict. */
final class Notes {

    private final List<String> errors = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();

    /** Something went wrong that the user should know; it is put into the trace as well. */
    void error(String sentence) {
        errors.add(sentence);
        trace.add("ERROR: " + sentence);
    }

    void trace(String line) {
        trace.add(line);
    }

    List<String> errors() {
        return List.copyOf(errors);
    }

    List<String> lines() {
        return List.copyOf(trace);
    }
}
