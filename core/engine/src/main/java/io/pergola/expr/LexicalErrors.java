package io.pergola.expr;

import org.jspecify.annotations.Nullable;

/** Says what is wrong with a character that can start no token. */
final class LexicalErrors {

    private LexicalErrors() {}

    static ExpressionException unexpected(String text, int at) {
        int end = at + Character.charCount(text.codePointAt(at));
        if (text.startsWith("{{", at)) {
            return new ExpressionException(
                    "An expression cannot hold another one",
                    at,
                    at + 2,
                    "inside {{ }} write the name of a variable without braces");
        }
        if (text.startsWith("}}", at)) {
            return new ExpressionException("This \"}}\" has no \"{{\" before it", at, at + 2);
        }
        return new ExpressionException(
                "\"" + text.substring(at, end) + "\" has no meaning in an expression", at, end, help(text.charAt(at)));
    }

    private static @Nullable String help(char c) {
        return switch (c) {
            case '\'', '`' -> "texts stand in double quotes";
            case '=' -> "to compare, write ==";
            case '!' -> "to negate, write not; to compare, !=";
            case '&' -> "write and";
            case '|' -> "write or";
            case '$' -> "name a variable without the dollar sign";
            case '~' -> "a repetition [~ ~] stands outside of {{ }}";
            default -> null;
        };
    }
}
