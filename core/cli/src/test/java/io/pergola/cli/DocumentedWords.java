package io.pergola.cli;

import java.util.ArrayList;
import java.util.List;

/** Cuts a command line into words as a shell does, up to its end; what a document adds for its readers is left out. */
final class DocumentedWords {

    private static final String ENDS = "|;&<>)";

    private final String text;
    private final char around;
    private final boolean columns;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean open;
    private int at;

    /**
     * @param around what stands before the command; if it is a quote, the command ends at the next one
     * @param columns whether several blanks end the command, as before a remark
     */
    DocumentedWords(String text, char around, boolean columns) {
        this.text = text;
        this.around = around == '\'' || around == '"' ? around : '\0';
        this.columns = columns;
    }

    List<String> read() {
        while (at < text.length() && !ended()) {
            take(text.charAt(at));
        }
        boolean number =
                at < text.length() && text.charAt(at) == '>' && word.toString().matches("\\d");
        if (!number) {
            close();
        }
        return words;
    }

    private boolean ended() {
        char next = text.charAt(at);
        return next == around
                || ENDS.indexOf(next) >= 0
                || (next == '#' && !open)
                || (columns && text.startsWith("  ", at));
    }

    private void take(char next) {
        switch (next) {
            case ' ' -> {
                close();
                at++;
            }
            case '\'', '"' -> quoted(next);
            case '\\' -> {
                put(text.substring(Math.min(at + 1, text.length()), Math.min(at + 2, text.length())));
                at += 2;
            }
            default -> plain();
        }
    }

    private void plain() {
        int end = text.startsWith("$(", at) ? closing(at + 2) : at + 1;
        put(text.substring(at, end));
        at = end;
    }

    /** After the parenthesis that closes the one before {@code from}. */
    private int closing(int from) {
        int depth = 1;
        int end = from;
        while (end < text.length() && depth > 0) {
            char next = text.charAt(end++);
            depth += next == '(' ? 1 : next == ')' ? -1 : 0;
        }
        return end;
    }

    private void quoted(char quote) {
        int end = text.indexOf(quote, at + 1);
        if (end < 0) {
            put(text.substring(at));
            at = text.length();
        } else {
            put(text.substring(at + 1, end));
            at = end + 1;
        }
    }

    private void put(String part) {
        word.append(part);
        open = true;
    }

    private void close() {
        // [RUN...] means that it may be left out, ... that there may be more.
        String plain = word.toString().replaceAll("^\\[(.*)]$", "$1");
        if (open && !plain.equals("...")) {
            words.add(plain);
        }
        word.setLength(0);
        open = false;
    }
}
