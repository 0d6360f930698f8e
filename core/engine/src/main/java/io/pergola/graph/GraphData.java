package io.pergola.graph;

import io.pergola.model.Problem;
import java.time.ZoneId;
import java.util.List;

/**
 * What a chart shows. All texts are harmless and of bounded length; all numbers are finite.
 *
 * @param title may be empty
 * @param x the horizontal axis
 * @param yLabel may be empty
 * @param kind how values are drawn
 * @param series in the order of their colours; at least one
 * @param limits what figures should be
 * @param notes on what was left out
 */
public record GraphData(
        String title,
        XAxis x,
        String yLabel,
        GraphKind kind,
        List<Series> series,
        List<Limit> limits,
        List<Problem> notes) {

    /** Copies the lists. */
    public GraphData {
        series = List.copyOf(series);
        limits = List.copyOf(limits);
        notes = List.copyOf(notes);
    }

    /** How many values are drawn. */
    public int points() {
        return series.stream().mapToInt(each -> each.points().size()).sum();
    }

    /** The horizontal axis. */
    public sealed interface XAxis {

        /** What it shows; may be empty. */
        String label();

        /** Numbers; {@code whole} if there are no fractions. */
        record Numbers(String label, boolean whole) implements XAxis {}

        /** Times in seconds since 1970, to be shown in a time zone. */
        record Times(String label, ZoneId zone) implements XAxis {}

        /** Texts; a point's x is its index among them. */
        record Categories(String label, List<String> names) implements XAxis {

            /** Copies the list. */
            public Categories {
                names = List.copyOf(names);
            }
        }
    }

    /**
     * Values that belong together.
     *
     * @param averaged whether their mean at each x is marked
     * @param points in no order; several may have the same x
     */
    public record Series(String label, boolean averaged, List<Point> points) {

        /** Copies the list. */
        public Series {
            points = List.copyOf(points);
        }
    }

    /** One value. */
    public record Point(double x, double y) {}

    /**
     * A dashed line.
     *
     * @param label says what it is, with its value
     * @param series the one that it is for; -1 for all
     */
    public record Limit(String label, double value, int series) {}
}
