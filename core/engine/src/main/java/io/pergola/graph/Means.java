package io.pergola.graph;

import io.pergola.graph.GraphData.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The mean of the values at one x.
 *
 * @param deviation the standard deviation of the sample; 0 for a single value
 */
record Means(double mean, double deviation) {

    /** By x, in order. */
    static SortedMap<Double, Means> of(List<Point> points) {
        var values = new TreeMap<Double, List<Double>>();
        points.forEach(point ->
                values.computeIfAbsent(point.x() + 0.0, _ -> new ArrayList<>()).add(point.y()));
        var means = new TreeMap<Double, Means>();
        values.forEach((x, ys) -> means.put(x, ofValues(ys)));
        return means;
    }

    private static Means ofValues(List<Double> values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.size();
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = values.size() < 2 ? 0 : Math.sqrt(squares / (values.size() - 1));
        return new Means(mean, Double.isFinite(deviation) ? deviation : 0);
    }
}
