package io.pergola.graph;

import io.pergola.graph.GraphData.Limit;
import io.pergola.graph.GraphData.Series;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.stream.Stream;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/** What the colours and lines mean. */
final class Legend {

    /** How much of the chart's height it may take. */
    private static final double HIGHEST = 0.3;

    private static final int LINE = 21;
    private static final int AROUND = 46;

    private final GraphData data;
    private final int most;

    Legend(GraphData data, GraphSize size) {
        this.data = data;
        var font = new MeasuredFont(ChartStyle.SMALL, false);
        double widest = Stream.concat(
                        data.series().stream().map(Series::label),
                        data.limits().stream().map(Limit::label))
                .mapToDouble(font::width)
                .max()
                .orElse(0);
        int inLine = Math.max(1, (int) (size.width() / (widest + AROUND)));
        int lines = Math.max(1, (int) (size.height() * HIGHEST / LINE));
        int means = (int) data.series().stream().filter(this::marksMeans).count();
        int series = data.series().size();
        int others = data.limits().size() + 1;
        // Means come with their series.
        int room = (inLine * lines - others) / (1 + (means + series - 1) / series);
        this.most = Math.clamp(room, 1, series);
    }

    /** False if there is but one thing to be seen. */
    boolean needed() {
        return items().getItemCount() > 1;
    }

    LegendItemCollection items() {
        var items = new LegendItemCollection();
        int series = data.series().size();
        for (int i = 0; i < most; i++) {
            items.add(item(data.series().get(i), i));
        }
        if (series > most) {
            items.add(new LegendItem(
                    "and " + (series - most) + " more",
                    null,
                    null,
                    null,
                    ChartStyle.DASH,
                    ChartStyle.THIN,
                    Color.WHITE));
        }
        for (int i = 0; i < most; i++) {
            if (marksMeans(data.series().get(i))) {
                items.add(mean(data.series().get(i).label(), i));
            }
        }
        for (Limit limit : data.limits()) {
            items.add(new LegendItem(
                    limit.label(),
                    null,
                    null,
                    null,
                    ChartStyle.DASH,
                    ChartStyle.dashed(),
                    ChartStyle.colour(limit.series())));
        }
        return items;
    }

    /** In a line chart the line is the mean. */
    private boolean marksMeans(Series series) {
        return series.averaged() && data.kind() == GraphKind.SCATTER;
    }

    private LegendItem item(Series series, int index) {
        Color colour = ChartStyle.colour(index);
        Shape mark = data.kind() == GraphKind.BAR ? new Rectangle2D.Double(-5, -5, 10, 10) : ChartStyle.mark(index);
        return new LegendItem(
                series.label(),
                null,
                null,
                null,
                true,
                mark,
                true,
                colour,
                false,
                colour,
                ChartStyle.THIN,
                data.kind() == GraphKind.LINE,
                ChartStyle.DASH,
                ChartStyle.LINE,
                colour);
    }

    private static LegendItem mean(String label, int index) {
        Color colour = ChartStyle.colour(index);
        return new LegendItem(
                "mean of " + label,
                null,
                null,
                null,
                true,
                ChartStyle.plus(),
                false,
                colour,
                true,
                colour,
                ChartStyle.MEAN,
                false,
                ChartStyle.DASH,
                ChartStyle.THIN,
                colour);
    }

    LegendTitle title(ChartStyle style) {
        LegendItemCollection items = items();
        var title = new LegendTitle(() -> items);
        title.setItemFont(style.small());
        title.setItemPaint(ChartStyle.INK);
        title.setFrame(BlockBorder.NONE);
        title.setPosition(RectangleEdge.BOTTOM);
        title.setItemLabelPadding(new RectangleInsets(2, 4, 2, 12));
        title.setMargin(new RectangleInsets(0, 8, 8, 8));
        return title;
    }
}
