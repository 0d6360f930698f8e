package io.pergola.graph;

import io.pergola.graph.GraphData.XAxis;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.RectangleInsets;

/** Draws a chart onto anything that can be drawn on. */
final class Picture {

    private final GraphData data;
    private final GraphSize size;

    Picture(GraphData data, GraphSize size) {
        this.data = data;
        this.size = size;
    }

    void draw(Graphics2D target, Lettering lettering) {
        // The other way draws turned texts as outlines of their letters.
        TextUtils.setUseDrawRotatedStringWorkaround(false);
        var style = new ChartStyle(lettering);
        Plot plot = data.x() instanceof XAxis.Categories names
                ? new NameChart(data, style, size).plot(names)
                : new NumberChart(data, style, size).plot();
        var chart = new JFreeChart(null, style.title(), plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        if (!data.title().isEmpty()) {
            var title = new TextTitle(data.title(), style.title());
            title.setPaint(ChartStyle.INK);
            title.setMargin(new RectangleInsets(8, 8, 2, 8));
            chart.setTitle(title);
        }
        var legend = new Legend(data, size);
        if (legend.needed()) {
            chart.addLegend(legend.title(style));
        }
        chart.draw(target, new Rectangle2D.Double(0, 0, size.width(), size.height()));
    }
}
