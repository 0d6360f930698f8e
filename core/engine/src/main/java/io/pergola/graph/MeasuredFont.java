package io.pergola.graph;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.font.FontRenderContext;
import java.awt.font.LineMetrics;
import java.awt.geom.Rectangle2D;

/**
 * A font that knows how wide its characters are without any font being installed: those of Helvetica, to which what browsers use
 * in its place is made to fit. So a chart looks the same wherever it is made.
 */
final class MeasuredFont extends Font {

    private static final long serialVersionUID = 1L;

    private static final float ASCENT = 0.905f;
    private static final float DESCENT = 0.212f;
    private static final double BOLD_IS_WIDER = 1.06;
    private static final double OTHER = 0.6;
    private static final double WIDE = 1;
    /** Of the characters from the blank to the tilde, in thousandths of the size. */
    private static final int[] WIDTHS = {
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, //
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, //
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, //
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, //
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, //
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    };

    MeasuredFont(int size, boolean bold) {
        super(SANS_SERIF, bold ? BOLD : PLAIN, size);
    }

    double width(String text) {
        double width = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            width += width(text.codePointAt(i));
        }
        return width * getSize2D() * (isBold() ? BOLD_IS_WIDER : 1);
    }

    private static double width(int c) {
        int index = c - ' ';
        if (index >= 0 && index < WIDTHS.length) {
            return WIDTHS[index] / 1000.0;
        }
        return Character.isIdeographic(c) || c >= 0x1F000 ? WIDE : OTHER;
    }

    @Override
    public LineMetrics getLineMetrics(String text, FontRenderContext context) {
        return new Line(text.length(), getSize2D());
    }

    FontMetrics metrics() {
        return new Metrics(this);
    }

    private static final class Metrics extends FontMetrics {

        private static final long serialVersionUID = 1L;

        private final MeasuredFont measured;

        Metrics(MeasuredFont font) {
            super(font);
            this.measured = font;
        }

        @Override
        public int getAscent() {
            return Math.round(ASCENT * measured.getSize2D());
        }

        @Override
        public int getDescent() {
            return Math.round(DESCENT * measured.getSize2D());
        }

        @Override
        public int getHeight() {
            return getAscent() + getDescent();
        }

        @Override
        public int charWidth(int c) {
            return stringWidth(Character.toString(c));
        }

        @Override
        public int charWidth(char c) {
            return stringWidth(String.valueOf(c));
        }

        @Override
        public int stringWidth(String text) {
            return (int) Math.ceil(measured.width(text));
        }

        @Override
        public int charsWidth(char[] characters, int from, int length) {
            return stringWidth(new String(characters, from, length));
        }

        @Override
        public LineMetrics getLineMetrics(String text, Graphics graphics) {
            return new Line(text.length(), measured.getSize2D());
        }

        @Override
        public Rectangle2D getStringBounds(String text, Graphics graphics) {
            return new Rectangle2D.Double(0, -getAscent(), measured.width(text), getHeight());
        }
    }

    private static final class Line extends LineMetrics {

        private final int characters;
        private final float size;

        Line(int characters, float size) {
            this.characters = characters;
            this.size = size;
        }

        @Override
        public int getNumChars() {
            return characters;
        }

        @Override
        public float getAscent() {
            return ASCENT * size;
        }

        @Override
        public float getDescent() {
            return DESCENT * size;
        }

        @Override
        public float getLeading() {
            return 0;
        }

        @Override
        public float getHeight() {
            return getAscent() + getDescent();
        }

        @Override
        public int getBaselineIndex() {
            return ROMAN_BASELINE;
        }

        @Override
        public float[] getBaselineOffsets() {
            return new float[] {0, -getAscent() / 2, -getAscent()};
        }

        @Override
        public float getStrikethroughOffset() {
            return -getAscent() / 3;
        }

        @Override
        public float getStrikethroughThickness() {
            return size / 20;
        }

        @Override
        public float getUnderlineOffset() {
            return getDescent() / 2;
        }

        @Override
        public float getUnderlineThickness() {
            return size / 20;
        }
    }
}
