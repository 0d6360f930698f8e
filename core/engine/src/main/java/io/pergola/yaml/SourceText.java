package io.pergola.yaml;

import io.pergola.model.Place;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A text together with the name of its source; turns offsets into places. Immutable to its users; safe for many threads. */
public final class SourceText {

    private final String name;
    private final String text;
    private volatile int[] lineStarts = {};
    /** So that many problems of one long line share its text. */
    private volatile @Nullable Line lastLine;

    private record Line(int number, String text) {}

    /**
     * A text.
     *
     * @param name the file as the user would name it, or a word in angle brackets; not blank
     */
    public SourceText(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /** The file as the user would name it. */
    public String name() {
        return name;
    }

    /** The whole text. */
    public String text() {
        return text;
    }

    /** The place of the character at {@code offset}; offsets outside the text are moved to its nearer end. */
    public Place place(int offset) {
        int inside = Math.clamp(offset, 0, text.length());
        int[] starts = starts();
        int found = Arrays.binarySearch(starts, inside);
        int line = found >= 0 ? found : -found - 2;
        return new Place(name, line + 1, inside - starts[line] + 1);
    }

    /** The text of a line (counted from 1) without its line end; empty for a line that does not exist. */
    public String line(int number) {
        int[] starts = starts();
        if (number < 1 || number > starts.length) {
            return "";
        }
        Line known = lastLine;
        if (known == null || known.number() != number) {
            int end = number < starts.length ? starts[number] : text.length();
            known = new Line(number, text.substring(starts[number - 1], end).stripTrailing());
            lastLine = known;
        }
        return known.text();
    }

    private int[] starts() {
        int[] known = lineStarts;
        if (known.length == 0) {
            known = findStarts();
            lineStarts = known;
        }
        return known;
    }

    private int[] findStarts() {
        int[] starts = new int[16];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ends = c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
            if (ends) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                }
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }
}
