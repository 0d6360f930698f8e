package io.pergola.expr;

/** Says what is wrong where the grammar has no place for the token the lexer stands on. */
final class SyntaxErrors {

    private final Lexer lexer;
    private final int from;
    private final boolean inString;

    /** For an expression that begins at an offset; in a string, two braces stand before that. */
    SyntaxErrors(Lexer lexer, int from, boolean inString) {
        this.lexer = lexer;
        this.from = from;
        this.inString = inString;
    }

    /** A whole expression stands before this token, and this one cannot follow it. */
    ExpressionException unexpected() {
        return switch (lexer.kind()) {
            case END -> ended();
            case RIGHT_PAREN -> here("This \")\" has no \"(\" before it");
            case RIGHT_BRACKET -> here("This \"]\" has no \"[\" before it");
            case COMMA -> here("A comma may stand only between the items of a list or the arguments of a call");
            case COLON -> here("A colon may stand only in a slice, or before a format in a string");
            case DOT -> here("A dot may follow only a name or a call, without a space", "to join texts, write ..");
            case LEFT_BRACKET -> here("Only a variable or the value of a call can be indexed");
            case INTEGER, FLOAT, TEXT, TRUE, FALSE, NAME, LEFT_PAREN, NOT ->
                here("An operator is missing before " + quoted(), "to join texts, write a .. b");
            default -> here(quoted() + " cannot stand here");
        };
    }

    /** A value must stand here. */
    ExpressionException operandMissing() {
        return switch (lexer.kind()) {
            case END -> lexer.previousEnd() == from ? ended() : valueMissing();
            case CLOSE -> lexer.previousEnd() == from ? here("The expression is empty") : valueMissing();
            case COMMA -> here("A value is missing before this comma");
            case RIGHT_PAREN, RIGHT_BRACKET -> here("A value is missing before " + quoted());
            case DOT -> here("A dot cannot start a value", "write 0.5, not .5");
            case COLON -> here("A value is missing before this colon");
            case NOT -> here("\"not\" needs parentheses here", "as in 1 + (not x)");
            default -> here("A value is missing before " + quoted());
        };
    }

    private ExpressionException valueMissing() {
        return new ExpressionException(
                "The expression ends where a value should follow",
                Math.max(from, lexer.previousEnd() - 1),
                lexer.previousEnd());
    }

    /** A bracket that is still open where something else than its end follows. */
    ExpressionException unclosed(String bracket, int start, int end) {
        if (lexer.kind() == Token.END || lexer.kind() == Token.CLOSE) {
            return new ExpressionException("This \"" + bracket + "\" is never closed", start, end);
        }
        return unexpected();
    }

    /** What follows the dot at an offset is no part. */
    ExpressionException partMissing(int dot) {
        return new ExpressionException(
                "A name, an index or * must follow the dot",
                dot,
                dot + 1,
                "as in v.name, v.0 or v.*; a negative index stands in brackets: v[-1]");
    }

    private ExpressionException ended() {
        if (inString) {
            return new ExpressionException(
                    "This \"{{\" is never closed", from - 2, from, "for the two braces themselves write \\{{");
        }
        return here("The expression is empty");
    }

    private ExpressionException here(String message) {
        return new ExpressionException(message, lexer.start(), lexer.end());
    }

    private ExpressionException here(String message, String help) {
        return new ExpressionException(message, lexer.start(), lexer.end(), help);
    }

    private String quoted() {
        String lexeme = lexer.lexeme();
        return lexeme.startsWith("\"") ? lexeme : "\"" + lexeme + "\"";
    }
}
