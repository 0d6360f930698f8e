package io.pergola.graph;

import io.pergola.model.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts what is not drawn, and why. */
final class Omissions {

    private static final int MOST_RUNS = 8;
    private static final int MOST_REASONS = 12;

    private final int all;
    private final Map<String, Set<String>> runs = new LinkedHashMap<>();
    private final Set<String> helps = new LinkedHashSet<>();

    /** Of so many runs. */
    Omissions(int all) {
        this.all = all;
    }

    void add(String why, GraphRun run) {
        runs.computeIfAbsent(why, _ -> new LinkedHashSet<>()).add(run.id());
    }

    void add(Reading.Lacking lacking, GraphRun run) {
        add(lacking.why(), run);
        if (!lacking.help().isEmpty()) {
            helps.add(lacking.help());
        }
    }

    /** Advice on how to mend it, to be followed by more; may be empty. */
    String help() {
        return helps.stream()
                .limit(2)
                .map(help -> help.endsWith("?") ? help + " " : help + ". ")
                .collect(Collectors.joining());
    }

    /** {@code no 'rate' in 2 of 10 runs (12, 15)}, for each reason. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        runs.forEach((why, ids) -> sentences.add(
                why + " in " + ids.size() + " of " + all + (all == 1 ? " run (" : " runs (") + names(ids) + ")"));
        int more = sentences.size() - MOST_REASONS;
        if (more > 0) {
            sentences.subList(MOST_REASONS, sentences.size()).clear();
            sentences.add(more + " other reasons");
        }
        return sentences;
    }

    List<Problem> notes() {
        return sentences().stream()
                .map(sentence -> Problem.warning("left out: " + sentence))
                .toList();
    }

    private static String names(Set<String> ids) {
        String first = ids.stream().limit(MOST_RUNS).collect(Collectors.joining(", "));
        return ids.size() > MOST_RUNS ? first + " and " + (ids.size() - MOST_RUNS) + " more" : first;
    }
}
