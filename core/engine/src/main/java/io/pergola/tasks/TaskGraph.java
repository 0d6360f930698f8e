package io.pergola.tasks;

import io.pergola.config.Suggestions;
import io.pergola.model.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;

/** Which of some tasks wait for which others. */
final class TaskGraph {

    /** Of more ids than this, none is suggested for one that is not there. */
    private static final int MOST_SUGGESTED = 10_000;

    private static final int LONGEST_RING = 10;

    private final List<TaskSpec> specs;
    private final Map<String, Integer> indexes;

    TaskGraph(List<TaskSpec> specs) {
        this.specs = specs;
        this.indexes = HashMap.newHashMap(specs.size());
    }

    /** Where problems go, each with the index of its task. */
    interface Sink {
        void note(int index, Problem problem);
    }

    /** Ids that are there twice, dependencies that are not there, and rings. */
    void problems(Predicate<String> known, Sink sink) {
        for (int i = 0; i < specs.size(); i++) {
            String id = specs.get(i).id();
            if (indexes.putIfAbsent(id, i) != null) {
                sink.note(
                        i,
                        Problem.error("the id '" + id + "' is there already").help("Each task has an id of its own"));
            }
        }
        boolean missing = false;
        for (int i = 0; i < specs.size(); i++) {
            for (String other : specs.get(i).dependsOn()) {
                if (!indexes.containsKey(other) && !known.test(other)) {
                    sink.note(i, unknown(specs.get(i).id(), other));
                    missing = true;
                }
            }
        }
        if (!missing) {
            rings((ring, index) -> sink.note(
                    index,
                    Problem.error("these tasks wait for each other: " + ring).help("Break the ring in depends_on")));
        }
    }

    private Problem unknown(String id, String other) {
        Problem problem = Problem.error("the task " + id + " depends on '" + other + "', which is not there");
        String near = indexes.size() > MOST_SUGGESTED ? "" : Suggestions.didYouMean(other, indexes.keySet());
        return near.isEmpty() ? problem : problem.help(near);
    }

    /** One of them; a second is told when that is mended. */
    private void rings(ObjIntConsumer<String> found) {
        Set<Integer> left = waiting();
        if (left.isEmpty()) {
            return;
        }
        List<Integer> path = new ArrayList<>();
        int at = left.iterator().next();
        while (!path.contains(at)) {
            path.add(at);
            at = index(firstOf(specs.get(at), left));
        }
        found.accept(words(path.subList(path.indexOf(at), path.size())), at);
    }

    private int index(String id) {
        return Objects.requireNonNull(indexes.get(id));
    }

    private String firstOf(TaskSpec spec, Set<Integer> left) {
        return spec.dependsOn().stream()
                .filter(other -> left.contains(indexes.get(other)))
                .sorted()
                .findFirst()
                .orElseThrow();
    }

    private String words(List<Integer> ring) {
        var text = new StringBuilder();
        for (Integer each : ring.subList(0, Math.min(LONGEST_RING, ring.size()))) {
            text.append(specs.get(each).id()).append(" -> ");
        }
        return text.append(
                        ring.size() > LONGEST_RING
                                ? "..."
                                : specs.get(ring.getFirst()).id())
                .toString();
    }

    /** Those that wait for a ring, or are in one: what remains when all that can end has ended. */
    private Set<Integer> waiting() {
        Map<Integer, Integer> missing = new HashMap<>();
        Map<Integer, List<Integer>> dependents = new HashMap<>();
        var free = new ArrayDeque<Integer>();
        for (int i = 0; i < specs.size(); i++) {
            int count = 0;
            for (String other : specs.get(i).dependsOn()) {
                Integer index = indexes.get(other);
                if (index != null) {
                    dependents.computeIfAbsent(index, each -> new ArrayList<>()).add(i);
                    count++;
                }
            }
            if (count > 0) {
                missing.put(i, count);
            } else {
                free.add(i);
            }
        }
        while (!free.isEmpty()) {
            for (Integer dependent : dependents.getOrDefault(free.remove(), List.of())) {
                if (missing.merge(dependent, -1, Integer::sum) == 0) {
                    missing.remove(dependent);
                    free.add(dependent);
                }
            }
        }
        return new LinkedHashSet<>(missing.keySet());
    }
}
