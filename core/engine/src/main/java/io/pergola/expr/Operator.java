package io.pergola.expr;

import org.jspecify.annotations.Nullable;

/** The binary operators. */
enum Operator {
    OR("or"),
    AND("and"),
    EQUAL("=="),
    UNEQUAL("!="),
    LESS("<"),
    GREATER(">"),
    AT_MOST("<="),
    AT_LEAST(">="),
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    FLOOR_DIVIDE("//"),
    REMAINDER("%"),
    POWER("^"),
    JOIN("..");

    private final String symbol;
    private final boolean arithmetic;

    Operator(String symbol) {
        this.symbol = symbol;
        this.arithmetic = "+-*//%^".contains(symbol);
    }

    /** True for what takes two numbers and gives one. */
    boolean arithmetic() {
        return arithmetic;
    }

    String symbol() {
        return symbol;
    }

    static @Nullable Operator comparison(Token token) {
        return switch (token) {
            case EQUAL -> EQUAL;
            case UNEQUAL -> UNEQUAL;
            case LESS -> LESS;
            case GREATER -> GREATER;
            case AT_MOST -> AT_MOST;
            case AT_LEAST -> AT_LEAST;
            default -> null;
        };
    }

    static @Nullable Operator sum(Token token) {
        return switch (token) {
            case PLUS -> ADD;
            case MINUS -> SUBTRACT;
            default -> null;
        };
    }

    static @Nullable Operator product(Token token) {
        return switch (token) {
            case STAR -> MULTIPLY;
            case SLASH -> DIVIDE;
            case FLOOR -> FLOOR_DIVIDE;
            case PERCENT -> REMAINDER;
            default -> null;
        };
    }
}
