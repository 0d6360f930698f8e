package io.pergola.graph;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;

/** Draws into an SVG document. Texts stay texts; only {@link MeasuredFont}s are taken, so that no font need be installed. */
final class SvgGraphics extends VectorGraphics {

    private static final String FAMILY = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";

    private final StringBuilder body;

    SvgGraphics() {
        this(new StringBuilder(1 << 14));
    }

    private SvgGraphics(StringBuilder body) {
        super(new MeasuredFont(12, false));
        this.body = body;
    }

    @Override
    GraphicsState another() {
        return new SvgGraphics(body);
    }

    /** The whole document. */
    String document(GraphSize size, String title) {
        var document = new StringBuilder(body.length() + 500);
        document.append(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
                .append(size.width())
                .append("\" height=\"")
                .append(size.height())
                .append("\" viewBox=\"0 0 ")
                .append(size.width())
                .append(' ')
                .append(size.height())
                .append("\" role=\"img\" font-family=\"")
                .append(FAMILY)
                .append("\">\n<title>");
        escape(document, title);
        return document.append("</title>\n").append(body).append("</svg>\n").toString();
    }

    @Override
    public void fill(Shape shape) {
        element(shape);
        paint("fill");
        body.append("/>\n");
    }

    @Override
    public void draw(Shape shape) {
        element(shape);
        body.append(" fill=\"none\"");
        paint("stroke");
        if (getStroke() instanceof BasicStroke stroke) {
            number(" stroke-width=\"", stroke.getLineWidth()).append('"');
            float[] dashes = stroke.getDashArray();
            if (dashes != null) {
                body.append(" stroke-dasharray=\"");
                for (int i = 0; i < dashes.length; i++) {
                    number(i == 0 ? "" : " ", dashes[i]);
                }
                body.append('"');
            }
            if (stroke.getLineJoin() == BasicStroke.JOIN_ROUND) {
                body.append(" stroke-linejoin=\"round\"");
            }
            if (stroke.getEndCap() == BasicStroke.CAP_ROUND) {
                body.append(" stroke-linecap=\"round\"");
            }
        }
        body.append("/>\n");
    }

    @Override
    public void drawString(String text, float x, float y) {
        if (text.isBlank()) {
            return;
        }
        Font font = getFont();
        AffineTransform transform = getTransform();
        boolean turned = transform.getShearX() != 0 || transform.getShearY() != 0;
        body.append("<text");
        number(" x=\"", turned ? x : x + transform.getTranslateX());
        number("\" y=\"", turned ? y : y + transform.getTranslateY());
        if (turned) {
            var matrix = new double[6];
            transform.getMatrix(matrix);
            for (int i = 0; i < matrix.length; i++) {
                fine(i == 0 ? "\" transform=\"matrix(" : " ", matrix[i]);
            }
            body.append(')');
        }
        number("\" font-size=\"", font.getSize2D());
        body.append(font.isBold() ? "\" font-weight=\"bold\"" : "\"");
        paint("fill");
        // Whatever font is found in the end: the text takes the room that was left for it.
        number(" textLength=\"", measured(font).width(text)).append("\" lengthAdjust=\"spacingAndGlyphs\">");
        escape(body, text);
        body.append("</text>\n");
    }

    @Override
    public FontMetrics getFontMetrics(Font which) {
        return measured(which).metrics();
    }

    private static MeasuredFont measured(Font font) {
        if (font instanceof MeasuredFont measured) {
            return measured;
        }
        throw new IllegalArgumentException("Not a measured font: " + font);
    }

    /** The element's name and its shape, without the end. */
    private void element(Shape shape) {
        AffineTransform transform = getTransform();
        boolean moved = (transform.getType() & ~AffineTransform.TYPE_TRANSLATION) == 0;
        double dx = transform.getTranslateX();
        double dy = transform.getTranslateY();
        if (moved && shape instanceof Rectangle2D box) {
            number("<rect x=\"", box.getX() + dx);
            number("\" y=\"", box.getY() + dy);
            number("\" width=\"", box.getWidth());
            number("\" height=\"", box.getHeight()).append('"');
        } else if (moved && shape instanceof Ellipse2D oval) {
            number("<ellipse cx=\"", oval.getCenterX() + dx);
            number("\" cy=\"", oval.getCenterY() + dy);
            number("\" rx=\"", oval.getWidth() / 2);
            number("\" ry=\"", oval.getHeight() / 2).append('"');
        } else if (moved && shape instanceof Line2D line) {
            number("<line x1=\"", line.getX1() + dx);
            number("\" y1=\"", line.getY1() + dy);
            number("\" x2=\"", line.getX2() + dx);
            number("\" y2=\"", line.getY2() + dy).append('"');
        } else {
            path(shape.getPathIterator(transform));
        }
    }

    private void path(PathIterator steps) {
        body.append("<path d=\"");
        var to = new double[6];
        for (; !steps.isDone(); steps.next()) {
            int kind = steps.currentSegment(to);
            body.append(
                    switch (kind) {
                        case PathIterator.SEG_MOVETO -> 'M';
                        case PathIterator.SEG_LINETO -> 'L';
                        case PathIterator.SEG_QUADTO -> 'Q';
                        case PathIterator.SEG_CUBICTO -> 'C';
                        default -> 'Z';
                    });
            int numbers =
                    switch (kind) {
                        case PathIterator.SEG_MOVETO, PathIterator.SEG_LINETO -> 2;
                        case PathIterator.SEG_QUADTO -> 4;
                        case PathIterator.SEG_CUBICTO -> 6;
                        default -> 0;
                    };
            for (int i = 0; i < numbers; i++) {
                number(i == 0 ? "" : " ", to[i]);
            }
        }
        body.append('"');
    }

    private void paint(String attribute) {
        Color colour = getColor();
        body.append(' ').append(attribute).append("=\"#");
        String hex = Integer.toHexString(colour.getRGB() & 0xFFFFFF);
        body.repeat('0', 6 - hex.length()).append(hex).append('"');
        if (colour.getAlpha() < 255) {
            body.append(' ').append(attribute);
            number("-opacity=\"", colour.getAlpha() / 255.0).append('"');
        }
    }

    /** To hundredths. */
    private StringBuilder number(String before, double value) {
        long hundredths = Math.round(value * 100);
        body.append(before).append(hundredths < 0 ? "-" : "").append(Math.abs(hundredths) / 100);
        long rest = Math.abs(hundredths) % 100;
        if (rest != 0) {
            body.append('.').append((char) ('0' + rest / 10));
            if (rest % 10 != 0) {
                body.append((char) ('0' + rest % 10));
            }
        }
        return body;
    }

    /** To millionths: what turns long texts. */
    private void fine(String before, double value) {
        double rounded = Math.rint(value * 1e6) / 1e6;
        body.append(before);
        if (rounded == Math.rint(rounded)) {
            body.append((long) rounded);
        } else {
            body.append(rounded);
        }
    }

    private static void escape(StringBuilder target, String text) {
        GraphText.clean(text).codePoints().forEach(c -> {
            switch (c) {
                case '&' -> target.append("&amp;");
                case '<' -> target.append("&lt;");
                case '>' -> target.append("&gt;");
                case '"' -> target.append("&quot;");
                default -> target.appendCodePoint(c);
            }
        });
    }
}
