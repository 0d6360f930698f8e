package io.pergola.filter;

/** The text of a filter, front to back. */
final class Scanner {

    static final char END = 0;

    private final String text;
    private int at;

    Scanner(String text) {
        this.text = text;
    }

    /** Where the next character stands, from 0. */
    int at() {
        return at;
    }

    /** The next character, or {@link #END}. */
    char peek() {
        return charAt(at);
    }

    private char charAt(int index) {
        return index < text.length() ? text.charAt(index) : END;
    }

    void skip() {
        at++;
    }

    void skipAll() {
        at = text.length();
    }

    void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    boolean accept(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    /** A key or word; may be empty. */
    String word() {
        int start = at;
        while (at < text.length() && !isBlank(peek()) && "|!()=<>&\"'".indexOf(peek()) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    /** Whether an operator comes next, perhaps one that does not exist. */
    boolean atOperator() {
        return "=<>".indexOf(peek()) >= 0 || (peek() == '!' && charAt(at + 1) == '=');
    }

    String operator() {
        int start = at;
        if (peek() == '!') {
            at++;
        }
        while (at < text.length() && "=<>".indexOf(peek()) >= 0) {
            at++;
        }
        return text.substring(start, at);
    }

    /** A value without quotes: everything up to a blank, a bar, a parenthesis or a quote; may be empty. */
    String value() {
        int start = at;
        while (at < text.length() && isPlain(peek())) {
            at++;
        }
        return text.substring(start, at);
    }

    /** A time without quotes, which may have a blank in it: {@code 1 week}, {@code 2026-03-21 14:32}. */
    String time() {
        String first = value();
        int back = at;
        skipBlanks();
        String second = value();
        String both = first + " " + second;
        boolean clock = first.length() == "2026-03-21".length()
                && second.indexOf(':') > 0
                && Character.isDigit(second.charAt(0));
        if (!first.isEmpty() && (clock || (TimeSpec.isDistance(both) && !TimeSpec.isDistance(first)))) {
            return both;
        }
        at = back;
        return first;
    }

    /** What stands up to the closing quote, which is passed over, too; the end of the text closes it as well. */
    String quoted() {
        char quote = peek();
        int close = text.indexOf(quote, at + 1);
        int end = close < 0 ? text.length() : close;
        String value = text.substring(at + 1, end);
        at = Math.min(text.length(), end + 1);
        return value;
    }

    /** Whether a quote stands next that nothing closes. */
    boolean atOpenQuote() {
        return atQuote() && text.indexOf(peek(), at + 1) < 0;
    }

    boolean atQuote() {
        return peek() == '"' || peek() == '\'';
    }

    /** Whether a value can do without quotes. */
    static boolean isPlain(String value) {
        return !value.isEmpty()
                && "=<>".indexOf(value.charAt(0)) < 0
                && value.chars().allMatch(c -> isPlain((char) c));
    }

    private static boolean isPlain(char c) {
        return !isBlank(c) && "|()\"'".indexOf(c) < 0;
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || Character.isWhitespace(c);
    }
}
