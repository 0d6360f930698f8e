package io.pergola.graph;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.ui.RectangleInsets;

/** Colours, marks, lines and fonts. Series differ in their marks too, for those who see the colours alike, and on paper. */
final class ChartStyle {

    static final Color INK = new Color(0x33, 0x33, 0x33);
    static final Color SHARED = new Color(0x55, 0x55, 0x55);
    static final Color GRID = new Color(0xE3, 0xE3, 0xE3);
    static final Stroke LINE = new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    static final Stroke MEAN = new BasicStroke(1.8f);
    static final Stroke THIN = new BasicStroke(1);
    /** Along the middle of a legend's item. */
    static final Shape DASH = new Line2D.Double(-9, 0, 9, 0);

    static final int SMALL = 12;
    private static final int LARGE = 13;
    private static final int LETTER = 8;
    /** Of the chart, whose legend and title take some room too. */
    private static final double LONGEST_LABEL = 0.5;

    private static final int TITLE = 16;

    /** Okabe and Ito's, which the colour-blind can tell apart; without the yellow, which is hard to see on white. */
    private static final List<Color> COLOURS = List.of(
            new Color(0x0072B2),
            new Color(0xD55E00),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0xE69F00),
            new Color(0x56B4E9),
            new Color(0x444444));

    private static final List<Shape> MARKS = List.of(
            new Ellipse2D.Double(-3.5, -3.5, 7, 7),
            new Rectangle2D.Double(-3.2, -3.2, 6.4, 6.4),
            corners(0, -4.4, 4.2, 3.2, -4.2, 3.2),
            corners(0, -4.6, 4.6, 0, 0, 4.6, -4.6, 0),
            corners(0, 4.4, 4.2, -3.2, -4.2, -3.2));

    private final Lettering lettering;

    ChartStyle(Lettering lettering) {
        this.lettering = lettering;
    }

    private static Shape corners(double... xy) {
        var path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        path.closePath();
        return path;
    }

    /** Of a series; grey for what is for all. When the colours come again they are lighter, then darker. */
    static Color colour(int series) {
        if (series < 0) {
            return SHARED;
        }
        Color colour = COLOURS.get(series % COLOURS.size());
        return switch (series / COLOURS.size() % 3) {
            case 1 -> mixed(colour, Color.WHITE, 0.5);
            case 2 -> mixed(colour, Color.BLACK, 0.4);
            default -> colour;
        };
    }

    private static Color mixed(Color colour, Color other, double part) {
        return new Color(
                mixed(colour.getRed(), other.getRed(), part),
                mixed(colour.getGreen(), other.getGreen(), part),
                mixed(colour.getBlue(), other.getBlue(), part));
    }

    private static int mixed(int one, int other, double part) {
        return (int) Math.round(one * (1 - part) + other * part);
    }

    /** Goes on with other marks when the colours come again. */
    static Shape mark(int series) {
        return MARKS.get((series + series / COLOURS.size()) % MARKS.size());
    }

    /** A plus sign: a mean. */
    static Shape plus() {
        var path = new Path2D.Double();
        path.moveTo(-7, 0);
        path.lineTo(7, 0);
        path.moveTo(0, -7);
        path.lineTo(0, 7);
        return path;
    }

    static Stroke dashed() {
        return new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {7, 4}, 0);
    }

    Font small() {
        return lettering.font(SMALL, false);
    }

    Font title() {
        return lettering.font(TITLE, true);
    }

    /** {@code room} is how long the axis is. */
    void dress(Axis axis, String label, int room) {
        axis.setLabel(label.isEmpty() ? null : GraphText.fit(label, (int) (room * LONGEST_LABEL / LETTER)));
        axis.setLabelFont(lettering.font(LARGE, false));
        axis.setTickLabelFont(small());
        axis.setLabelPaint(INK);
        axis.setTickLabelPaint(INK);
        axis.setAxisLinePaint(Color.GRAY);
        axis.setTickMarkPaint(Color.GRAY);
        axis.setLabelInsets(new RectangleInsets(6, 6, 6, 6));
    }

    void dress(Plot plot) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setInsets(new RectangleInsets(8, 8, 4, 16));
        plot.setNoDataMessageFont(small());
    }
}
