package io.pergola.cli;

import io.pergola.report.DisplayText;
import io.pergola.report.Style;

/** One line at the bottom of a terminal that is drawn again and again; nothing at all elsewhere. */
final class ProgressLine {

    private static final String START_OF_LINE = "\r";
    private static final String CLEAR = "\u001b[K";

    private final Screen screen;
    private final boolean shown;
    private String drawn = "";
    private int columns;

    ProgressLine(Screen screen) {
        this.screen = screen;
        this.shown = screen.errTerminal().interactive() && !screen.quiet();
    }

    /** Draws the line, cut to the screen. */
    void draw(String text) {
        if (!shown || text.equals(drawn)) {
            return;
        }
        if (columns == 0) {
            columns = Math.max(20, screen.errTerminal().columns());
        }
        String line = DisplayText.cut(DisplayText.harmless(text), columns - 1);
        screen.err().print(START_OF_LINE + screen.paintError(Style.BUSY, line) + CLEAR);
        screen.err().flush();
        drawn = text;
    }

    /** Takes the line away, so that other lines can be printed. */
    void clear() {
        if (shown && !drawn.isEmpty()) {
            screen.err().print(START_OF_LINE + CLEAR);
            screen.err().flush();
            drawn = "";
        }
    }
}
