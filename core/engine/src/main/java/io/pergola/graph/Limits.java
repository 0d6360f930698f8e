package io.pergola.graph;

import io.pergola.graph.GraphData.Limit;
import io.pergola.graph.Strand.Bound;
import io.pergola.model.Problem;
import io.pergola.results.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** What the figures of a chart should be, each line once. */
final class Limits {

    private static final int MOST_VALUES = 3;
    private static final int MOST = 12;

    private final List<Limit> limits = new ArrayList<>();
    private final List<Problem> notes;

    /** What is left out is added to the notes. */
    Limits(List<Problem> notes) {
        this.notes = notes;
    }

    /**
     * Takes those of one quantity.
     *
     * @param strands all series
     * @param which those of the quantity, by index
     * @param labels of all series
     * @param name of the quantity; empty if there is no other
     * @param unit may be empty
     */
    void add(List<Strand> strands, List<Integer> which, List<String> labels, String name, String unit) {
        for (Bound bound : Bound.values()) {
            long different = which.stream()
                    .map(index -> strands.get(index).bounds(bound))
                    .distinct()
                    .count();
            if (different == 1) {
                int first = which.getFirst();
                add(
                        bound,
                        strands.get(first).bounds(bound),
                        which.size() == 1 && strands.size() > 1 ? first : -1,
                        name,
                        unit);
            } else {
                which.forEach(index -> add(bound, strands.get(index).bounds(bound), index, labels.get(index), unit));
            }
        }
    }

    private void add(Bound bound, SortedSet<Double> values, int series, String whose, String unit) {
        if (values.size() > MOST_VALUES) {
            notes.add(Problem.warning("left out: '" + bound.word() + "'" + (whose.isEmpty() ? "" : " of " + whose)
                    + ", which differs from run to run (" + values.size() + " values)"));
            return;
        }
        for (double value : values) {
            String label = bound.word() + " " + Figure.number(value) + (unit.isEmpty() ? "" : " " + unit)
                    + (whose.isEmpty() ? "" : " (" + whose + ")");
            limits.add(new Limit(GraphText.label(label), value, series));
        }
    }

    /** At most twelve; more cannot be told apart. */
    List<Limit> all() {
        if (limits.size() > MOST) {
            notes.add(Problem.warning(
                    "of " + limits.size() + " different references only the first " + MOST + " are drawn"));
        }
        return limits.stream().limit(MOST).toList();
    }
}
