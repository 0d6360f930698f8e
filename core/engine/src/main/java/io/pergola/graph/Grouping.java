package io.pergola.graph;

import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * Which series a run belongs to: that of its test and permutation. A variable of the permutations whose value is x itself does not
 * divide the series, or else each would have but one x; and if x is a name that belongs to one test alone, nothing divides them.
 */
final class Grouping {

    private Grouping() {}

    static Map<Row, String> of(List<Row> rows) {
        Map<Row, String> groups = byTest(rows);
        return namedByX(groups) ? all(rows) : groups;
    }

    /** True if x is a text, and another one in each group. */
    private static boolean namedByX(Map<Row, String> groups) {
        var names = new HashMap<String, Value>();
        boolean one = groups.entrySet().stream()
                .allMatch(entry -> entry.getKey().single()
                        && entry.getKey().first() instanceof Value.Text name
                        && names.computeIfAbsent(entry.getValue(), _ -> name).equals(name));
        return one && names.size() > 1 && new HashSet<>(names.values()).size() == names.size();
    }

    private static Map<Row, String> all(List<Row> rows) {
        var groups = new HashMap<Row, String>();
        rows.forEach(row -> groups.put(row, ""));
        return groups;
    }

    private static Map<Row, String> byTest(List<Row> rows) {
        var groups = new HashMap<Row, String>();
        rows.stream()
                .collect(Collectors.groupingBy(row -> test(row.run()), LinkedHashMap::new, Collectors.toList()))
                .forEach((test, its) -> {
                    List<String> dividing = dividing(its);
                    its.forEach(row -> groups.put(row, name(test, row.run(), dividing)));
                });
        return groups;
    }

    /** The name without the permutation. */
    private static String test(GraphRun run) {
        int first = run.name().indexOf('.');
        int second = first < 0 ? -1 : run.name().indexOf('.', first + 1);
        return second < 0 || variables(run).isEmpty() ? run.name() : run.name().substring(0, second);
    }

    private static SequencedMap<String, Value> variables(GraphRun run) {
        return run.results().values().get("permute_on") instanceof Value.Entries(var variables)
                ? variables
                : new LinkedHashMap<>();
    }

    private static List<String> dividing(List<Row> rows) {
        List<String> dividing = new ArrayList<>(variables(rows.getFirst().run()).keySet());
        dividing.removeIf(variable -> rows.stream().allMatch(row -> isX(row, variable)));
        return dividing;
    }

    private static boolean isX(Row row, String variable) {
        Value value = variables(row.run()).get(variable);
        return value != null && row.single() && GraphText.of(value).equals(GraphText.of(row.first()));
    }

    private static String name(String test, GraphRun run, List<String> dividing) {
        SequencedMap<String, Value> variables = variables(run);
        if (dividing.size() == variables.size()) {
            return run.name();
        }
        String rest = dividing.stream()
                .map(variable -> GraphText.of(variables.getOrDefault(variable, Value.NULL)))
                .collect(Collectors.joining("-"));
        return rest.isEmpty() ? test : test + "." + rest;
    }
}
