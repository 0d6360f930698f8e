package io.pergola.tasks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Parts a stream of JSON into the items of its lists, or its lines, without holding more than one of them. */
final class JsonPieces {

    /** More than any task has; a brace or a quote that is not closed would swallow the rest of the stream otherwise. */
    static final int LONGEST = 1 << 20;

    /**
     * The text of one value.
     *
     * @param line where it starts, counted from 1
     * @param column likewise
     */
    record Piece(String text, int line, int column) {
        boolean tooLong() {
            return text.length() >= LONGEST;
        }
    }

    private static final int END = -1;

    private final Reader reader;
    private final StringBuilder text = new StringBuilder();
    private int next;
    private int line = 1;
    private int column;
    private boolean inList;

    /** Reads the first character. */
    JsonPieces(Reader reader) throws IOException {
        this.reader = new BufferedReader(reader);
        advance();
        if (next == '\uFEFF') {
            advance();
        }
    }

    /** Whether a list was begun and not ended. */
    boolean isOpen() {
        return inList;
    }

    int line() {
        return line;
    }

    private void advance() throws IOException {
        if (next == '\n') {
            line++;
            column = 0;
        }
        next = reader.read();
        column++;
    }

    /** The next piece; null at the end of the stream. */
    @Nullable Piece next() throws IOException {
        while (isBetween()) {
            advance();
        }
        if (next == END) {
            return null;
        }
        int startLine = line;
        int startColumn = column;
        text.setLength(0);
        if (next == '{' || next == '[') {
            nested();
        } else {
            scalar();
        }
        return new Piece(text.toString(), startLine, startColumn);
    }

    /** Also notes where a list begins and ends. */
    private boolean isBetween() {
        if (!inList && next == '[') {
            inList = true;
            return true;
        }
        if (inList && next == ']') {
            inList = false;
            return true;
        }
        return next == ',' || isBlank();
    }

    private boolean isBlank() {
        return next == ' ' || next == '\t' || next == '\n' || next == '\r';
    }

    private void take() throws IOException {
        text.append((char) next);
        advance();
    }

    private void nested() throws IOException {
        int depth = 0;
        do {
            if (next == '"') {
                if (!quoted()) {
                    return;
                }
                continue;
            }
            if (next == '{' || next == '[') {
                depth++;
            } else if (next == '}' || next == ']') {
                depth--;
            }
            take();
        } while (depth > 0 && next != END && text.length() < LONGEST);
    }

    /** False if it ends with its line, as no JSON text does. */
    private boolean quoted() throws IOException {
        take();
        while (next != '"') {
            if (next == END || next == '\n' || text.length() >= LONGEST) {
                return false;
            }
            if (next == '\\') {
                take();
                if (next == END) {
                    return false;
                }
            }
            take();
        }
        take();
        return true;
    }

    private void scalar() throws IOException {
        if (next == '"') {
            quoted();
        }
        while (next != END && next != ',' && next != ']' && next != '\n' && text.length() < LONGEST) {
            take();
        }
    }
}
