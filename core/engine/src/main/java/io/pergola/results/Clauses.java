package io.pergola.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The parts of an expression's text that stand outside of brackets and quotes. */
final class Clauses {

    private static final Pattern LITERAL =
            Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?|\"[^\"]*\"|True|False");

    /** The longer ones first. */
    private static final List<String> OPERATORS = List.of("<=", ">=", "==", "!=", "<", ">");

    private Clauses() {}

    /** Two sides and what stands between. */
    record Comparison(String left, String operator, String right) {

        /** The same with its sides exchanged. */
        Comparison turned() {
            String turned =
                    switch (operator) {
                        case "<" -> ">";
                        case ">" -> "<";
                        case "<=" -> ">=";
                        case ">=" -> "<=";
                        default -> operator;
                    };
            return new Comparison(/* left= */ right, turned, /* right= */ left);
        }
    }

    static boolean isLiteral(String text) {
        return LITERAL.matcher(text).matches();
    }

    /** Without blanks and brackets around the whole. */
    static String unwrapped(String text) {
        String bare = text.strip();
        while (bare.startsWith("(") && closes(bare) == bare.length() - 1) {
            bare = bare.substring(1, bare.length() - 1).strip();
        }
        return bare;
    }

    /** Where the bracket that opens the text is closed. */
    private static int closes(String text) {
        for (int at = 1; at < text.length(); at++) {
            if (depths(text)[at] == 0) {
                return at;
            }
        }
        return -1;
    }

    /** How deep each character stands in brackets; -1 within quotes. */
    private static int[] depths(String text) {
        int[] depths = new int[text.length()];
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escaped = i > 0 && text.charAt(i - 1) == '\\';
            if (c == '"' && !escaped) {
                quoted = !quoted;
            } else if (!quoted && "([{".indexOf(c) >= 0) {
                depth++;
            } else if (!quoted && ")]}".indexOf(c) >= 0) {
                depth--;
            }
            depths[i] = quoted ? -1 : depth;
        }
        return depths;
    }

    /** The parts between a word that stands outside of everything. */
    static List<String> split(String text, String word) {
        int[] depths = depths(text);
        List<String> parts = new ArrayList<>();
        int from = 0;
        String between = " " + word + " ";
        for (int at = text.indexOf(between); at >= 0; at = text.indexOf(between, at + 1)) {
            if (depths[at] == 0) {
                parts.add(text.substring(from, at).strip());
                from = at + between.length();
            }
        }
        parts.add(text.substring(from).strip());
        return parts;
    }

    /** The text as one comparison; empty if it is none, or several. */
    static Optional<Comparison> comparison(String text) {
        int[] depths = depths(text);
        Optional<Comparison> found = Optional.empty();
        int at = 0;
        while (at < text.length()) {
            String operator = depths[at] == 0 ? operator(text, at) : "";
            if (!operator.isEmpty() && found.isPresent()) {
                return Optional.empty();
            }
            if (!operator.isEmpty()) {
                found = Optional.of(new Comparison(
                        text.substring(0, at).strip(),
                        operator,
                        text.substring(at + operator.length()).strip()));
            }
            at += Math.max(1, operator.length());
        }
        return found;
    }

    private static String operator(String text, int at) {
        return OPERATORS.stream()
                .filter(each -> text.startsWith(each, at))
                .findFirst()
                .orElse("");
    }
}
