package io.pergola.expr;

import org.jspecify.annotations.Nullable;

/** Reads one expression token by token, from an offset to its end. */
final class Lexer {

    private final String text;
    private final boolean inString;
    private Token kind = Token.END;
    private int start;
    private int end;
    private int previousEnd;

    /**
     * Stands on the first token.
     *
     * @param inString true if the expression is part of a string and ends with double braces
     */
    Lexer(String text, int from, boolean inString) {
        this.text = text;
        this.inString = inString;
        this.end = from;
        advance();
    }

    Token kind() {
        return kind;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Where the token before this one ended. */
    int previousEnd() {
        return previousEnd;
    }

    /** True if no space stands before this token. */
    boolean adjacent() {
        return start == previousEnd;
    }

    String lexeme() {
        return text.substring(start, end);
    }

    /** Goes on to the next token. */
    void advance() {
        previousEnd = end;
        start = end;
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        end = start;
        if (start == text.length()) {
            kind = Token.END;
            return;
        }
        char c = text.charAt(start);
        if (isDigit(c)) {
            number(true);
        } else if (isNameStart(c)) {
            word();
        } else {
            symbol(c);
        }
    }

    /** Goes on to what may follow the dot of a path: a name, digits without a fraction, or a star; without a space before. */
    void advanceToPart() {
        int from = end;
        if (from < text.length() && isDigit(text.charAt(from))) {
            previousEnd = from;
            start = from;
            number(false);
        } else if (from < text.length() && isNameStart(text.charAt(from))) {
            previousEnd = from;
            start = from;
            name();
            kind = Token.NAME;
        } else {
            advance();
        }
    }

    private void number(boolean fraction) {
        end = digits(start);
        kind = Token.INTEGER;
        if (fraction && end + 1 < text.length() && text.charAt(end) == '.' && isDigit(text.charAt(end + 1))) {
            end = digits(end + 1);
            kind = Token.FLOAT;
        }
        if (end < text.length() && isNameStart(text.charAt(end))) {
            name();
            throw new ExpressionException(
                    "\"" + lexeme() + "\" is neither a number nor a name",
                    start,
                    end,
                    "numbers have digits and at most one decimal point, as in 1000 or 2.5");
        }
    }

    private int digits(int from) {
        int at = from;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private void name() {
        while (end < text.length() && (isNameStart(text.charAt(end)) || isDigit(text.charAt(end)))) {
            end++;
        }
    }

    private void word() {
        int letters = start;
        while (letters < text.length() && isNameStart(text.charAt(letters))) {
            letters++;
        }
        Token keyword = keyword(letters - start);
        if (keyword == null) {
            name();
            kind = Token.NAME;
        } else {
            // A keyword ends where its letters end, even if a digit follows: not1 is "not 1".
            end = letters;
            kind = keyword;
        }
    }

    private @Nullable Token keyword(int length) {
        return switch (length) {
            case 2 -> text.startsWith("or", start) ? Token.OR : null;
            case 3 -> text.startsWith("and", start) ? Token.AND : text.startsWith("not", start) ? Token.NOT : null;
            case 4 -> text.startsWith("True", start) ? Token.TRUE : null;
            case 5 -> text.startsWith("False", start) ? Token.FALSE : null;
            default -> null;
        };
    }

    private void symbol(char c) {
        switch (c) {
            case '+' -> accept(Token.PLUS, 1);
            case '-' -> accept(Token.MINUS, 1);
            case '*' -> accept(Token.STAR, 1);
            case '%' -> accept(Token.PERCENT, 1);
            case '^' -> accept(Token.CARET, 1);
            case '(' -> accept(Token.LEFT_PAREN, 1);
            case ')' -> accept(Token.RIGHT_PAREN, 1);
            case '[' -> accept(Token.LEFT_BRACKET, 1);
            case ']' -> accept(Token.RIGHT_BRACKET, 1);
            case ',' -> accept(Token.COMMA, 1);
            case ':' -> accept(Token.COLON, 1);
            case '/' -> choose('/', Token.FLOOR, Token.SLASH);
            case '.' -> choose('.', Token.CONCAT, Token.DOT);
            case '<' -> choose('=', Token.AT_MOST, Token.LESS);
            case '>' -> choose('=', Token.AT_LEAST, Token.GREATER);
            case '"' -> text();
            default -> rare(c);
        }
    }

    private void rare(char c) {
        if (c == '=' && follows('=')) {
            accept(Token.EQUAL, 2);
        } else if (c == '!' && follows('=')) {
            accept(Token.UNEQUAL, 2);
        } else if (c == '}' && follows('}') && inString) {
            accept(Token.CLOSE, 2);
        } else if (isBlank(c)) {
            blanks();
        } else {
            throw LexicalErrors.unexpected(text, start);
        }
    }

    /** White space other than spaces may stand only at the very end. */
    private void blanks() {
        int at = start;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            start = at;
            end = at;
            kind = Token.END;
        } else if (inString && text.startsWith("}}", at)) {
            start = at;
            accept(Token.CLOSE, 2);
        } else {
            throw new ExpressionException(
                    "Only spaces may stand between the parts of an expression", start, at, "no tabs or line breaks");
        }
    }

    private void text() {
        int at = start + 1;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            throw new ExpressionException(
                    "This text is never closed", start, text.length(), "texts end with a double quote");
        }
        accept(Token.TEXT, at + 1 - start);
    }

    private boolean follows(char c) {
        return start + 1 < text.length() && text.charAt(start + 1) == c;
    }

    private void choose(char second, Token both, Token single) {
        if (follows(second)) {
            accept(both, 2);
        } else {
            accept(single, 1);
        }
    }

    private void accept(Token token, int length) {
        kind = token;
        end = start + length;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
