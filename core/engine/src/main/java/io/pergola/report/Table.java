package io.pergola.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Rows under headings, two blanks between columns. Not safe for use by several threads. */
public final class Table {

    private static final int GAP = 2;

    private final List<Column> columns;
    private final List<Row> rows = new ArrayList<>();
    private final int[] widths;

    /** An empty table of at least one column. */
    public Table(List<Column> columns) {
        this.columns = List.copyOf(columns);
        this.widths =
                columns.stream().mapToInt(c -> DisplayText.width(c.title())).toArray();
    }

    /** Adds a row of one cell for each column. */
    public void add(List<Cell> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException("A row of " + cells.size() + " cells in " + columns.size() + " columns");
        }
        Row row = new Row(cells);
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], row.widths[i]);
        }
        rows.add(row);
    }

    /** Cells that a terminal can take, and the columns that each of them takes there. */
    private static final class Row {

        private final Cell[] cells;
        private final int[] widths;

        Row(List<Cell> cells) {
            this.cells = new Cell[cells.size()];
            this.widths = new int[cells.size()];
            for (int i = 0; i < widths.length; i++) {
                Cell cell = cells.get(i);
                boolean plain = DisplayText.plain(cell.text());
                String text = plain ? cell.text() : DisplayText.harmless(cell.text());
                this.cells[i] = plain ? cell : new Cell(text, cell.style());
                widths[i] = plain ? text.length() : DisplayText.width(text);
            }
        }
    }

    /** True if there are no rows. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /**
     * Gives out the lines.
     *
     * @param screen columns of the screen; 0 if there is none, so that nothing is cut
     * @param colour whether styles become escape sequences
     */
    public void print(int screen, boolean colour, Consumer<String> lines) {
        int[] fitted = fit(screen);
        lines.accept(line(
                new Row(columns.stream()
                        .map(c -> new Cell(c.title(), Style.BOLD))
                        .toList()),
                fitted,
                colour));
        rows.forEach(row -> lines.accept(line(row, fitted, colour)));
    }

    private int[] fit(int screen) {
        int[] fitted = widths.clone();
        if (screen <= 0) {
            return fitted;
        }
        int excess = GAP * (fitted.length - 1) - screen;
        for (int width : fitted) {
            excess += width;
        }
        while (excess > 0) {
            int widest = widestThatMayShrink(fitted);
            if (widest < 0) {
                return fitted;
            }
            fitted[widest]--;
            excess--;
        }
        return fitted;
    }

    private int widestThatMayShrink(int[] fitted) {
        int widest = -1;
        for (int i = 0; i < fitted.length; i++) {
            if (fitted[i] > columns.get(i).least() && (widest < 0 || fitted[i] > fitted[widest])) {
                widest = i;
            }
        }
        return widest;
    }

    private String line(Row row, int[] fitted, boolean colour) {
        var line = new StringBuilder();
        int owed = 0;
        for (int i = 0; i < fitted.length; i++) {
            Cell cell = row.cells[i];
            boolean whole = row.widths[i] <= fitted[i];
            String text = whole ? cell.text() : DisplayText.cut(cell.text(), fitted[i]);
            int pad = fitted[i] - (whole ? row.widths[i] : DisplayText.width(text));
            int before = columns.get(i).right() ? pad : 0;
            if (!text.isEmpty()) {
                line.repeat(' ', owed + before).append(colour ? cell.style().paint(text) : text);
                owed = pad - before + GAP;
            } else {
                owed += fitted[i] + GAP;
            }
        }
        return line.toString();
    }
}
