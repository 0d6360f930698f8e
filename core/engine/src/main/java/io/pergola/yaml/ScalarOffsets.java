package io.pergola.yaml;

import java.util.Arrays;

/**
 * Where in the file each character of a scalar's text stands: the scalar is scanned again, as a YAML reader does, and each
 * character that comes out is noted. If something else comes out than the parser found, all characters stand at its start.
 */
final class ScalarOffsets {

    private final String raw;
    private final int base;
    private final String text;
    private int[] offsets;
    private int count;
    private int at;

    private ScalarOffsets(YamlNode.Scalar scalar) {
        this.raw = scalar.span().text();
        this.base = scalar.span().start();
        this.text = scalar.value().orElse("");
        this.offsets = new int[text.length() + 1];
    }

    static ScalarOffsets of(YamlNode.Scalar scalar) {
        var result = new ScalarOffsets(scalar);
        boolean matched =
                switch (scalar.style()) {
                    case PLAIN -> result.flow("", "");
                    case SINGLE -> result.flow("'", "'");
                    case DOUBLE -> result.flow("\"", "\"");
                    case LITERAL, FOLDED -> result.block();
                };
        if (!matched) {
            Arrays.fill(result.offsets, result.base);
        }
        return result;
    }

    /** The offset into the file of the character at {@code index}; the one behind the last is the end of the text. */
    int source(int index) {
        return offsets[Math.clamp(index, 0, offsets.length - 1)];
    }

    private boolean flow(String open, String close) {
        if (!raw.startsWith(open)) {
            return false;
        }
        at = open.length();
        int end = close.isEmpty() ? raw.length() : raw.length() - 1;
        while (count < text.length() && at < end) {
            if (!flowStep(open)) {
                return false;
            }
        }
        return finish();
    }

    private boolean flowStep(String quote) {
        if (quote.equals("\"") && raw.charAt(at) == '\\') {
            return escape();
        }
        if (quote.equals("'") && raw.startsWith("''", at)) {
            return take(2);
        }
        int blanks = blanksFrom(at);
        if (blanks < raw.length() && isBreak(raw.charAt(blanks))) {
            return fold(blanks);
        }
        return raw.charAt(at) == text.charAt(count) && take(1);
    }

    /** One line end becomes a blank, several become one less. */
    private boolean fold(int firstBreak) {
        int breaks = 0;
        int start = at;
        at = firstBreak;
        while (at < raw.length() && isBreak(raw.charAt(at))) {
            at += breakLength(at);
            breaks++;
            at = blanksFrom(at);
        }
        char made = breaks == 1 ? ' ' : '\n';
        for (int i = 0; i < Math.max(1, breaks - 1); i++) {
            if (count >= text.length() || text.charAt(count) != made) {
                return false;
            }
            offsets[count++] = base + start;
        }
        return true;
    }

    private boolean escape() {
        char letter = at + 1 < raw.length() ? raw.charAt(at + 1) : ' ';
        if (isBreak(letter)) {
            at = blanksFrom(at + 1 + breakLength(at + 1));
            return true;
        }
        int length =
                switch (letter) {
                    case 'x' -> 4;
                    case 'u' -> 6;
                    case 'U' -> 10;
                    default -> 2;
                };
        boolean pair = Character.isHighSurrogate(text.charAt(count)) && count + 1 < text.length();
        if (pair && letter == 'U') {
            offsets[count++] = base + at;
        }
        return take(length);
    }

    private boolean take(int length) {
        offsets[count++] = base + at;
        at += length;
        return true;
    }

    /** Block scalars: the lines of the text stand in the file in order, each behind its indentation. */
    private boolean block() {
        at = endOfLine(0);
        int indent = -1;
        while (count < text.length() && at < raw.length()) {
            at += breakLength(at);
            int first = blanksFrom(at);
            boolean empty = first >= raw.length() || isBreak(raw.charAt(first));
            if (indent < 0 && !empty) {
                indent = first - at;
                if (text.charAt(count) == ' ') {
                    // An explicit indentation indicator: fewer blanks are indentation than stand there.
                    indent -= leadingBlanks(count);
                }
            }
            if (!blockLine(Math.min(at + Math.max(indent, 0), endOfLine(at)))) {
                return false;
            }
        }
        return finish();
    }

    /** One line, and what became of its line end: kept, turned into a blank, or left out. */
    private boolean blockLine(int start) {
        int end = endOfLine(at);
        for (at = start; at < end && count < text.length(); ) {
            if (raw.charAt(at) != text.charAt(count)) {
                return false;
            }
            take(1);
        }
        at = end;
        if (count < text.length() && (text.charAt(count) == '\n' || text.charAt(count) == ' ')) {
            offsets[count++] = base + end;
        }
        return true;
    }

    private boolean finish() {
        offsets[text.length()] = base + Math.min(at, raw.length());
        return count == text.length();
    }

    private int leadingBlanks(int from) {
        int to = from;
        while (to < text.length() && text.charAt(to) == ' ') {
            to++;
        }
        return to - from;
    }

    private int blanksFrom(int from) {
        int to = from;
        while (to < raw.length() && (raw.charAt(to) == ' ' || raw.charAt(to) == '\t')) {
            to++;
        }
        return to;
    }

    private int endOfLine(int from) {
        int to = from;
        while (to < raw.length() && !isBreak(raw.charAt(to))) {
            to++;
        }
        return to;
    }

    private int breakLength(int from) {
        return raw.startsWith("\r\n", from) ? 2 : Math.min(1, raw.length() - from);
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r';
    }
}
