package io.pergola.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Rows under headings, two blanks between columns. Not safe for use by several threads. */
public final class Table {

    private static final int GAP = 2;

    private final List<Column> columns;
    private final int repeated;
    private final List<Row> rows = new ArrayList<>();
    private final int[] widths;

    /** An empty table of at least one column. Where it is too wide for the screen, its lines are. */
    public Table(List<Column> columns) {
        this(columns, Integer.MAX_VALUE);
    }

    /** An empty table that is cut into several under each other where it is too wide; each has the first {@code repeated} columns. */
    public Table(List<Column> columns, int repeated) {
        this.columns = List.copyOf(columns);
        this.repeated = Math.min(repeated, columns.size());
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
        var head = new Row(
                columns.stream().map(c -> new Cell(c.title(), Style.BOLD)).toList());
        boolean first = true;
        for (int[] shown : parts(screen)) {
            if (!first) {
                lines.accept("");
            }
            first = false;
            int[] fitted = fit(screen, shown);
            lines.accept(line(head, shown, fitted, colour));
            rows.forEach(row -> lines.accept(line(row, shown, fitted, colour)));
        }
    }

    /** The columns of each part: as many as can be shown beside each other. */
    private List<int[]> parts(int screen) {
        List<int[]> parts = new ArrayList<>();
        int from = repeated;
        do {
            int[] part = part(screen, from);
            parts.add(part);
            from += part.length - repeated;
        } while (from < widths.length);
        return parts;
    }

    private int[] part(int screen, int from) {
        int used = -GAP;
        for (int i = 0; i < repeated; i++) {
            used += GAP + least(i);
        }
        int to = from;
        while (to < widths.length && (screen <= 0 || to == from || used + GAP + least(to) <= screen)) {
            used += GAP + least(to);
            to++;
        }
        int[] part = new int[repeated + to - from];
        for (int i = 0; i < part.length; i++) {
            part[i] = i < repeated ? i : from + i - repeated;
        }
        return part;
    }

    private int least(int column) {
        return Math.min(widths[column], columns.get(column).least());
    }

    private int[] fit(int screen, int[] shown) {
        int[] fitted = new int[shown.length];
        int excess = GAP * (fitted.length - 1) - screen;
        for (int i = 0; i < fitted.length; i++) {
            fitted[i] = widths[shown[i]];
            excess += fitted[i];
        }
        while (screen > 0 && excess > 0) {
            int widest = widestThatMayShrink(fitted, shown);
            if (widest < 0) {
                return fitted;
            }
            fitted[widest]--;
            excess--;
        }
        return fitted;
    }

    private int widestThatMayShrink(int[] fitted, int[] shown) {
        int widest = -1;
        for (int i = 0; i < fitted.length; i++) {
            if (fitted[i] > columns.get(shown[i]).least() && (widest < 0 || fitted[i] > fitted[widest])) {
                widest = i;
            }
        }
        return widest;
    }

    private String line(Row row, int[] shown, int[] fitted, boolean colour) {
        var line = new StringBuilder();
        int owed = 0;
        for (int i = 0; i < fitted.length; i++) {
            int column = shown[i];
            Cell cell = row.cells[column];
            boolean whole = row.widths[column] <= fitted[i];
            String text = whole ? cell.text() : DisplayText.cut(cell.text(), fitted[i]);
            int pad = fitted[i] - (whole ? row.widths[column] : DisplayText.width(text));
            int before = columns.get(column).right() ? pad : 0;
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
