package io.pergola.graph;

import io.pergola.report.Figures;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys that can be drawn of some runs. */
final class GraphKeys {

    private static final int MOST = 40;
    /** Of those that every run has, what people draw. */
    private static final List<String> COMMON =
            List.of("id", "name", "created", "started", "finished", "duration", "sys_name", "user", "return_value");

    private final List<GraphRun> runs;

    GraphKeys(List<GraphRun> runs) {
        this.runs = runs;
    }

    /** What there is, as a sentence. */
    String sentence() {
        Set<String> own = new LinkedHashSet<>();
        runs.forEach(run ->
                Figures.flat(run.results(), run.nodes()).forEach(figure -> own.add(GraphText.label(figure.key()))));
        String common = COMMON.stream()
                .filter(key ->
                        runs.stream().anyMatch(run -> run.results().values().containsKey(key)))
                .collect(Collectors.joining(", "));
        if (own.isEmpty()) {
            return common.isEmpty()
                    ? "These runs have no results yet"
                    : "Their tests parsed no figures; every run has " + common;
        }
        Stream<String> first = own.stream().limit(MOST);
        String more = own.size() > MOST ? " and " + (own.size() - MOST) + " more" : "";
        return "These runs have " + first.collect(Collectors.joining(", ")) + more + "; and every run " + common;
    }
}
