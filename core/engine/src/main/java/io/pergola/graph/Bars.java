package io.pergola.graph;

import io.pergola.graph.GraphData.Series;
import java.awt.Color;
import java.awt.Paint;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.jfree.chart.renderer.category.StatisticalBarRenderer;
import org.jfree.data.statistics.DefaultStatisticalCategoryDataset;

/** Bars over names. Where no two series have something at one name, a bar takes all the room that its name has. */
final class Bars {

    private static final double WIDEST = 0.08;

    private final List<SortedMap<Double, Means>> means;
    private final List<NameAxis.Place> places;
    private final boolean alone;

    Bars(List<Series> series, List<NameAxis.Place> places) {
        this.means = series.stream().map(each -> Means.of(each.points())).toList();
        this.places = List.copyOf(places);
        this.alone = places.stream().allMatch(place -> owners(place).length == 1);
    }

    /** Which series have something there. */
    private int[] owners(NameAxis.Place place) {
        return IntStream.range(0, means.size())
                .filter(index -> means.get(index).containsKey((double) place.index()))
                .toArray();
    }

    DefaultStatisticalCategoryDataset dataset() {
        var dataset = new DefaultStatisticalCategoryDataset();
        for (NameAxis.Place place : places) {
            if (alone) {
                add(dataset, owners(place)[0], 0, place);
                continue;
            }
            for (int i = 0; i < means.size(); i++) {
                add(dataset, i, i, place);
            }
        }
        return dataset;
    }

    private void add(DefaultStatisticalCategoryDataset dataset, int series, int row, NameAxis.Place place) {
        Means its = means.get(series).get((double) place.index());
        Number mean = its == null ? null : (Double) its.mean();
        Number deviation = its == null || its.deviation() == 0 ? null : (Double) its.deviation();
        dataset.add(mean, deviation, Integer.valueOf(row), place);
    }

    StatisticalBarRenderer renderer() {
        var renderer = new Coloured();
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(false);
        renderer.setMaximumBarWidth(WIDEST);
        renderer.setItemMargin(0.06);
        renderer.setErrorIndicatorPaint(Color.BLACK);
        renderer.setErrorIndicatorStroke(ChartStyle.THIN);
        return renderer;
    }

    /** In the colour of the series that a bar belongs to. */
    private final class Coloured extends StatisticalBarRenderer {

        private static final long serialVersionUID = 1L;

        @Override
        public Paint getItemPaint(int row, int column) {
            return ChartStyle.colour(alone ? owners(places.get(column))[0] : row);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
