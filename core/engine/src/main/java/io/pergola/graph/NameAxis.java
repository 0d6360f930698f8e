package io.pergola.graph;

import java.awt.Graphics2D;
import java.util.List;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.text.TextBlock;
import org.jfree.chart.ui.RectangleEdge;

/**
 * An axis of names: level where there is room for that, else slanted or upright. Where even that is too narrow, only some of the
 * names are shown.
 */
final class NameAxis extends CategoryAxis {

    private static final long serialVersionUID = 1L;

    /** What axis and margins leave of the chart's width. */
    private static final double PLOT = 0.88;
    /** Left of the axis, where a slanted name may begin. */
    private static final double LEFT = 50;

    private static final double SLANT = Math.sqrt(0.5);
    private static final double HIGHEST = 0.35;
    private static final int LINE = 15;
    private static final int GAP = 10;
    private static final double LETTER = 6.5;

    private final int every;
    private final int columns;

    NameAxis(List<String> names, GraphSize size) {
        double each = size.width() * PLOT / names.size();
        double highest = size.height() * HIGHEST;
        columns = Math.max(3, (int) (highest / LETTER));
        var font = new MeasuredFont(ChartStyle.SMALL, false);
        double widest = names.stream()
                .mapToDouble(name -> font.width(GraphText.fit(name, columns)))
                .max()
                .orElse(0);
        boolean level = widest + GAP <= each;
        boolean slanted = widest * SLANT <= LEFT + each / 2;
        setCategoryLabelPositions(
                level
                        ? CategoryLabelPositions.STANDARD
                        : slanted ? CategoryLabelPositions.UP_45 : CategoryLabelPositions.UP_90);
        every = level ? 1 : Math.max(1, (int) Math.ceil((slanted ? LINE / SLANT : LINE) / each));
        setCategoryMargin(names.size() > 40 ? 0.1 : 0.25);
        setLowerMargin(0.02);
        setUpperMargin(0.02);
        setTickMarksVisible(false);
    }

    /** One place on the axis. */
    record Place(int index, String name) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return Integer.compare(index, other.index);
        }
    }

    /** In one line. */
    @Override
    @SuppressWarnings("rawtypes")
    protected TextBlock createLabel(Comparable place, float width, RectangleEdge edge, Graphics2D graphics) {
        var block = new TextBlock();
        boolean shown = place instanceof Place its && its.index() % every == 0;
        String text = shown ? GraphText.fit(((Place) place).name(), columns) : " ";
        block.addLine(text, getTickLabelFont(place), getTickLabelPaint(place));
        return block;
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
