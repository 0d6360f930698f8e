package io.pergola.graph;

import io.pergola.model.Value;
import io.pergola.report.Figure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;

/** A series in the making: one quantity of one group of runs. */
final class Strand {

    /** What a reference says. */
    enum Bound {
        VALUE("reference"),
        LOWER("at least"),
        UPPER("at most");

        private final String word;

        Bound(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** A value whose place on the horizontal axis is not known yet. */
    record Raw(Value x, double y) {}

    private final Quantity quantity;
    private final String group;
    private final List<Raw> values = new ArrayList<>();
    private final Map<Bound, SortedSet<Double>> bounds = new EnumMap<>(Bound.class);

    Strand(Quantity quantity, String group) {
        this.quantity = quantity;
        this.group = group;
    }

    Quantity quantity() {
        return quantity;
    }

    String group() {
        return group;
    }

    List<Raw> values() {
        return values;
    }

    void add(Value x, double y) {
        values.add(new Raw(x, y));
    }

    /** Takes note of what a figure should be; {@code factor} takes its unit to that of the series. */
    void expect(Figure.Expected expected, double factor) {
        expect(Bound.VALUE, expected.value(), factor);
        expect(Bound.LOWER, expected.lower(), factor);
        expect(Bound.UPPER, expected.upper(), factor);
    }

    private void expect(Bound bound, OptionalDouble value, double factor) {
        if (value.isPresent() && Math.abs(value.getAsDouble() * factor) <= Gathering.LARGEST) {
            bounds.computeIfAbsent(bound, _ -> new TreeSet<>()).add(value.getAsDouble() * factor);
        }
    }

    /** The different values, over all runs; empty if nothing is expected. */
    SortedSet<Double> bounds(Bound bound) {
        return bounds.getOrDefault(bound, new TreeSet<>());
    }
}
