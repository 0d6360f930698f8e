package io.pergola.graph;

import io.pergola.graph.GraphData.Limit;
import io.pergola.graph.GraphData.Point;
import io.pergola.graph.GraphData.Series;
import org.jfree.data.Range;

/** From the least to the greatest number that an axis must show. */
final class Span {

    private static final double MARGIN = 0.05;
    /** Relative to the numbers; what is closer together cannot be told apart on an axis. */
    private static final double NARROWEST = 1e-12;

    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;

    Span with(double number) {
        least = Math.min(least, number);
        most = Math.max(most, number);
        return this;
    }

    static Span ofX(GraphData data) {
        var span = new Span();
        for (Series series : data.series()) {
            for (Point point : series.points()) {
                span.with(point.x());
            }
        }
        return span;
    }

    /** With the limits; bars stand on zero. */
    static Span ofY(GraphData data) {
        var span = new Span();
        boolean bars = data.kind() == GraphKind.BAR;
        for (Series series : data.series()) {
            if (bars) {
                Means.of(series.points()).values().forEach(each -> span.with(each.mean() - each.deviation())
                        .with(each.mean() + each.deviation()));
            } else {
                series.points().forEach(point -> span.with(point.y()));
            }
        }
        for (Limit limit : data.limits()) {
            span.with(limit.value());
        }
        return bars ? span.with(0) : span;
    }

    /** With some room at the ends, but not below a zero on which all stands. */
    Range range() {
        double size = Math.max(Math.abs(least), Math.abs(most));
        return range(size == 0 ? 1 : size * 0.2);
    }

    /** The same; {@code alone} is how long it is around a single number. */
    Range range(double alone) {
        double size = Math.max(Math.abs(least), Math.abs(most));
        double width = Math.max(most - least, size * NARROWEST);
        if (most == least) {
            width = alone;
        }
        double middle = least + (most - least) / 2;
        double margin = width * MARGIN;
        double low = most == least ? middle - width / 2 : least - margin;
        double high = most == least ? middle + width / 2 : most + margin;
        return new Range(least == 0 && most > 0 ? 0 : low, most == 0 && least < 0 ? 0 : high);
    }
}
