package io.pergola.graph;

import io.pergola.graph.GraphData.Limit;
import io.pergola.graph.GraphData.Series;
import io.pergola.graph.GraphData.XAxis;
import java.text.SimpleDateFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TimeZone;
import org.jfree.chart.axis.DateAxis;
import org.jfree.chart.axis.DateTickUnit;
import org.jfree.chart.axis.DateTickUnitType;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.TickUnits;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;
import org.jfree.data.xy.DefaultXYDataset;

/** A chart over numbers or times. */
final class NumberChart {

    private static final int TICK_ROOM = 45;
    private static final int LETTER = 8;
    private static final RectangleInsets DATE_AT_THE_END = new RectangleInsets(8, 8, 4, 40);
    private static final double MILLIS = 1000;
    private static final double HOUR = 3600;

    private final GraphData data;
    private final ChartStyle style;
    private final GraphSize size;
    private final double scale;

    NumberChart(GraphData data, ChartStyle style, GraphSize size) {
        this.data = data;
        this.style = style;
        this.size = size;
        this.scale = data.x() instanceof XAxis.Times ? MILLIS : 1;
    }

    Plot plot() {
        var plot = new XYPlot();
        style.dress(plot);
        if (data.x() instanceof XAxis.Times) {
            plot.setInsets(DATE_AT_THE_END);
        }
        plot.setDomainGridlinePaint(ChartStyle.GRID);
        plot.setRangeGridlinePaint(ChartStyle.GRID);
        plot.setDomainGridlineStroke(ChartStyle.THIN);
        plot.setRangeGridlineStroke(ChartStyle.THIN);
        plot.setDomainAxis(xAxis());
        plot.setRangeAxis(yAxis(data, style, size));
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        // Lines below the marks of their values, crosses above them.
        int below = data.kind() == GraphKind.LINE ? 0 : 1;
        plot.setDataset(below, means());
        plot.setRenderer(below, renderer(true));
        plot.setDataset(1 - below, points());
        plot.setRenderer(1 - below, renderer(false));
        for (Limit limit : data.limits()) {
            plot.addRangeMarker(marker(limit), Layer.BACKGROUND);
        }
        return plot;
    }

    static ValueMarker marker(Limit limit) {
        return new ValueMarker(limit.value(), ChartStyle.colour(limit.series()), ChartStyle.dashed());
    }

    private ValueAxis xAxis() {
        return switch (data.x()) {
            case XAxis.Times times -> dates(times, Span.ofX(data).range(HOUR));
            case XAxis.Numbers numbers -> {
                Range range = Span.ofX(data).range();
                var axis = new NumberAxis();
                axis.setRange(range);
                int widest = Ticks.of(range, 2, numbers.whole())
                        .valueToString(range.getUpperBound())
                        .length();
                axis.setTickUnit(
                        Ticks.of(range, Math.max(2, size.width() / (TICK_ROOM + LETTER * widest)), numbers.whole()));
                style.dress(axis, numbers.label(), size.width());
                yield axis;
            }
            case XAxis.Categories _ -> throw new IllegalArgumentException("Names stand in a NameChart");
        };
    }

    /** The axis of values, here and over names. */
    static NumberAxis yAxis(GraphData data, ChartStyle style, GraphSize size) {
        Range range = Span.ofY(data).range();
        var axis = new NumberAxis();
        axis.setRange(range);
        boolean whole = data.series().stream()
                .flatMap(series -> series.points().stream())
                .allMatch(point -> point.y() == Math.rint(point.y()));
        axis.setTickUnit(Ticks.of(range, Math.max(2, size.height() / TICK_ROOM), whole));
        style.dress(axis, data.yLabel(), size.height());
        return axis;
    }

    private ValueAxis dates(XAxis.Times times, Range range) {
        TimeZone zone = TimeZone.getTimeZone(times.zone());
        var axis = new DateAxis(null, zone, Locale.ROOT);
        axis.setStandardTickUnits(dateUnits(times.zone()));
        double least = Math.max(1, range.getLength());
        axis.setRange(new Range(
                (range.getCentralValue() - least / 2) * MILLIS, (range.getCentralValue() + least / 2) * MILLIS));
        style.dress(axis, dated(times, range), size.width());
        return axis;
    }

    /** Names the day, if it is but one: then the ticks are hours or less. */
    private static String dated(XAxis.Times times, Range range) {
        LocalDate first = day(range.getLowerBound(), times.zone());
        boolean one = first.equals(day(range.getUpperBound(), times.zone()));
        return one ? (times.label() + " (" + first + ")").strip() : times.label();
    }

    private static LocalDate day(double seconds, ZoneId zone) {
        return LocalDate.ofInstant(Instant.ofEpochSecond((long) seconds), zone);
    }

    private static TickUnits dateUnits(ZoneId zone) {
        var units = new TickUnits();
        add(units, DateTickUnitType.MILLISECOND, "HH:mm:ss.SSS", zone, 10, 100, 500);
        add(units, DateTickUnitType.SECOND, "HH:mm:ss", zone, 1, 5, 10, 30);
        add(units, DateTickUnitType.MINUTE, "HH:mm", zone, 1, 2, 5, 10, 20, 30);
        add(units, DateTickUnitType.HOUR, "MM-dd HH:mm", zone, 1, 2, 4, 6, 12);
        add(units, DateTickUnitType.DAY, "yyyy-MM-dd", zone, 1, 2, 3, 7, 14);
        add(units, DateTickUnitType.MONTH, "yyyy-MM", zone, 1, 2, 3, 6);
        add(units, DateTickUnitType.YEAR, "yyyy", zone, 1, 2, 5, 10, 20, 50, 100);
        return units;
    }

    private static void add(TickUnits units, DateTickUnitType type, String pattern, ZoneId zone, int... counts) {
        for (int count : counts) {
            var format = new SimpleDateFormat(pattern, Locale.ROOT);
            format.setTimeZone(TimeZone.getTimeZone(zone));
            units.add(new DateTickUnit(type, count, format));
        }
    }

    private DefaultXYDataset points() {
        var dataset = new DefaultXYDataset();
        List<Series> all = data.series();
        for (int i = 0; i < all.size(); i++) {
            var points = all.get(i).points();
            dataset.addSeries(i, new double[][] {
                points.stream().mapToDouble(point -> point.x() * scale).toArray(),
                points.stream().mapToDouble(GraphData.Point::y).toArray()
            });
        }
        return dataset;
    }

    /** Those that are to be seen; no other series has any. */
    private DefaultXYDataset means() {
        var dataset = new DefaultXYDataset();
        List<Series> all = data.series();
        for (int i = 0; i < all.size(); i++) {
            boolean seen = data.kind() == GraphKind.LINE || all.get(i).averaged();
            SortedMap<Double, Means> means = Means.of(seen ? all.get(i).points() : List.of());
            dataset.addSeries(i, new double[][] {
                means.keySet().stream().mapToDouble(x -> x * scale).toArray(),
                means.values().stream().mapToDouble(Means::mean).toArray()
            });
        }
        return dataset;
    }

    private XYLineAndShapeRenderer renderer(boolean means) {
        boolean lines = means && data.kind() == GraphKind.LINE;
        var renderer = new XYLineAndShapeRenderer(lines, !lines);
        renderer.setDrawOutlines(means);
        for (int i = 0; i < data.series().size(); i++) {
            renderer.setSeriesPaint(i, ChartStyle.colour(i));
            renderer.setSeriesShape(i, means ? ChartStyle.plus() : ChartStyle.mark(i));
            renderer.setSeriesStroke(i, ChartStyle.LINE);
            renderer.setSeriesOutlineStroke(i, ChartStyle.MEAN);
            renderer.setSeriesShapesFilled(i, !means);
        }
        return renderer;
    }
}
