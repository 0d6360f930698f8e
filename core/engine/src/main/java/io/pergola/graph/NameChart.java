package io.pergola.graph;

import io.pergola.graph.GraphData.Limit;
import io.pergola.graph.GraphData.Point;
import io.pergola.graph.GraphData.Series;
import io.pergola.graph.GraphData.XAxis;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.renderer.category.AbstractCategoryItemRenderer;
import org.jfree.chart.renderer.category.LineAndShapeRenderer;
import org.jfree.chart.renderer.category.ScatterRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.statistics.DefaultMultiValueCategoryDataset;

/** A chart over names: marks, lines or bars. A series that has nothing at a name leaves its place empty. */
final class NameChart {

    private final GraphData data;
    private final ChartStyle style;
    private final GraphSize size;
    private final List<NameAxis.Place> places = new ArrayList<>();

    NameChart(GraphData data, ChartStyle style, GraphSize size) {
        this.data = data;
        this.style = style;
        this.size = size;
    }

    Plot plot(XAxis.Categories names) {
        for (int i = 0; i < names.names().size(); i++) {
            places.add(new NameAxis.Place(i, names.names().get(i)));
        }
        var plot = new CategoryPlot();
        style.dress(plot);
        plot.setRangeGridlinePaint(ChartStyle.GRID);
        plot.setRangeGridlineStroke(ChartStyle.THIN);
        var axis = new NameAxis(names.names(), size);
        style.dress(axis, names.label(), size.width());
        plot.setDomainAxis(axis);
        plot.setRangeAxis(NumberChart.yAxis(data, style, size));
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        if (data.kind() == GraphKind.BAR) {
            var bars = new Bars(data.series(), places);
            plot.setDataset(0, bars.dataset());
            plot.setRenderer(0, bars.renderer());
        } else {
            marks(plot);
        }
        for (Limit limit : data.limits()) {
            plot.addRangeMarker(NumberChart.marker(limit), Layer.FOREGROUND);
        }
        return plot;
    }

    /** Marks of several series stand side by side; on lines they must stand one above the other. */
    private boolean apart() {
        return data.kind() == GraphKind.SCATTER && data.series().size() > 1;
    }

    private <R extends AbstractCategoryItemRenderer> R coloured(R renderer) {
        for (int i = 0; i < data.series().size(); i++) {
            renderer.setSeriesPaint(i, ChartStyle.colour(i));
            renderer.setSeriesStroke(i, ChartStyle.LINE);
            renderer.setSeriesOutlineStroke(i, ChartStyle.MEAN);
            boolean plus = renderer instanceof LineAndShapeRenderer;
            renderer.setSeriesShape(i, plus ? ChartStyle.plus() : ChartStyle.mark(i));
        }
        return renderer;
    }

    private void marks(CategoryPlot plot) {
        int below = data.kind() == GraphKind.LINE ? 0 : 1;
        plot.setDataset(below, means());
        plot.setRenderer(below, coloured(meanRenderer()));
        plot.setDataset(1 - below, values());
        var marks = new ScatterRenderer();
        marks.setUseSeriesOffset(apart());
        plot.setRenderer(1 - below, coloured(marks));
    }

    private LineAndShapeRenderer meanRenderer() {
        boolean lines = data.kind() == GraphKind.LINE;
        var renderer = new LineAndShapeRenderer(lines, !lines);
        renderer.setDefaultShapesFilled(false);
        renderer.setUseSeriesOffset(apart());
        renderer.setItemMargin(new ScatterRenderer().getItemMargin());
        return renderer;
    }

    private DefaultCategoryDataset means() {
        var dataset = new DefaultCategoryDataset();
        for (int i = 0; i < data.series().size(); i++) {
            Series series = data.series().get(i);
            boolean seen = data.kind() == GraphKind.LINE || series.averaged();
            SortedMap<Double, Means> means = Means.of(seen ? series.points() : List.of());
            for (NameAxis.Place place : places) {
                Means its = means.get((double) place.index());
                dataset.addValue(its == null ? null : (Double) its.mean(), Integer.valueOf(i), place);
            }
        }
        return dataset;
    }

    private DefaultMultiValueCategoryDataset values() {
        var dataset = new DefaultMultiValueCategoryDataset();
        for (int i = 0; i < data.series().size(); i++) {
            List<Point> points = data.series().get(i).points();
            for (NameAxis.Place place : places) {
                dataset.add(
                        points.stream()
                                .filter(point -> point.x() == place.index())
                                .map(Point::y)
                                .toList(),
                        i,
                        place);
            }
        }
        return dataset;
    }
}
