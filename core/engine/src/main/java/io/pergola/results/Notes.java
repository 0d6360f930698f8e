package io.pergola.results;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is said on the way to a verdict. */
final class Notes {

    private final List<String> errors = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private final Map<String, String> misses = new HashMap<>();
    private final List<String> trace = new ArrayList<>();

    /** Something went wrong that the user should know; it is put into the trace as well. */
    void error(String sentence) {
        errors.add(sentence);
        trace.add("ERROR: " + sentence);
    }

    /** A plugin is broken, so that nobody knows what the run is worth. */
    void broken(String sentence) {
        error(sentence);
        broken.add(sentence);
    }

    void trace(String line) {
        trace.add(line);
    }

    /** A key that has no value, and why. */
    void miss(String key, String sentence) {
        misses.putIfAbsent(key, sentence);
    }

    /** Why a key has no value, if it was looked for and not found. */
    Optional<String> missed(String key) {
        return Optional.ofNullable(misses.get(key));
    }

    List<String> broken() {
        return List.copyOf(broken);
    }

    List<String> errors() {
        return List.copyOf(errors);
    }

    List<String> lines() {
        return List.copyOf(trace);
    }
}
