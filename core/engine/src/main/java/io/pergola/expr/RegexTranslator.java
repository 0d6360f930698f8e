package io.pergola.expr;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rewrites a regular expression in Python's dialect for {@code java.util.regex}. */
final class RegexTranslator {

    /** What Python's white space, digits and letters are: those of Unicode. Lines end with a line feed only. */
    private static final int DEFAULT_FLAGS =
            Pattern.UNIX_LINES | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;

    private final String regex;
    private final StringBuilder java = new StringBuilder();
    private final Map<String, String> groups = new HashMap<>();
    private int flags = DEFAULT_FLAGS;
    private int opened;
    private boolean repeatable;
    private int at;

    RegexTranslator(String regex) {
        this.regex = regex;
    }

    /** To be asked after {@link #translate}. */
    int flags() {
        return flags;
    }

    String translate() {
        while (at < regex.length()) {
            char c = regex.charAt(at);
            switch (c) {
                case '\\' -> escape(false);
                case '[' -> characterClass();
                case '(' -> group();
                case '{' -> brace();
                default -> java.append(regex.charAt(at++));
            }
            repeatable = c != '(' && c != '|';
        }
        return java.toString();
    }

    /** A brace is a repetition only if it looks like one; otherwise it is itself. */
    private void brace() {
        int comma = digits(at + 1);
        boolean open = comma < regex.length() && regex.charAt(comma) == ',';
        int end = open ? digits(comma + 1) : comma;
        if (end >= regex.length() || regex.charAt(end) != '}' || end == at + 1) {
            java.append("\\{");
            at++;
            return;
        }
        if (!repeatable) {
            throw wrong("There is nothing to repeat before this", at, end + 1);
        }
        java.append(comma == at + 1 ? "{0" : "{").append(regex, at + 1, end + 1);
        at = end + 1;
    }

    private int digits(int from) {
        int to = from;
        while (to < regex.length() && Lexer.isDigit(regex.charAt(to))) {
            to++;
        }
        return to;
    }

    private void escape(boolean inClass) {
        if (at + 1 == regex.length()) {
            throw wrong("A regular expression cannot end with a backslash", at, at + 1);
        }
        char c = regex.charAt(at + 1);
        switch (c) {
            case 'Z' -> replace("\\z");
            case 'v' -> replace("\\x0B");
            case 'U' -> wideCharacter();
            case 'b' -> replace(inClass ? "\\x08" : "\\b");
            case 'A', 'B', 'D', 'N', 'S', 'W', 'a', 'd', 'f', 'n', 'r', 's', 't', 'u', 'w', 'x' -> replace("\\" + c);
            default -> {
                if (Lexer.isDigit(c)) {
                    number(inClass);
                } else if (Lexer.isNameStart(c) && c != '_') {
                    throw wrong("\"\\" + c + "\" has no meaning in a regular expression", at, at + 2);
                } else {
                    replace("\\" + c);
                }
            }
        }
    }

    private void replace(String two) {
        java.append(two);
        at += 2;
    }

    /** {@code \0}, {@code \012} and, in a class, any digits are a character; others point back to a group. */
    private void number(boolean inClass) {
        int end = at + 1;
        while (end < regex.length() && end < at + 4 && regex.charAt(end) >= '0' && regex.charAt(end) <= '7') {
            end++;
        }
        boolean octal = regex.charAt(at + 1) == '0' || end == at + 4 || (inClass && end > at + 1);
        if (octal) {
            int code = Integer.parseInt(regex.substring(at + 1, end), 8);
            java.append(String.format("\\x{%x}", code));
            at = end;
            return;
        }
        int two = Math.min(digits(at + 1), at + 3);
        if (Integer.parseInt(regex.substring(at + 1, two)) > opened) {
            throw wrong("There is no group of that number before this", at, two);
        }
        // In a group of its own, so that a digit after it is not taken for a part of it.
        java.append("(?:\\").append(regex, at + 1, two).append(')');
        at = two;
    }

    private void wideCharacter() {
        int end = Math.min(at + 10, regex.length());
        String digits = regex.substring(at + 2, end);
        if (digits.length() != 8 || !digits.matches("00[0-9a-fA-F]{6}")) {
            throw wrong("\"\\U\" needs eight hexadecimal digits after it", at, end);
        }
        java.append("\\x{").append(digits.substring(2)).append('}');
        at = end;
    }

    /** In Java's classes a bracket, a caret behind {@code [^} and {@code &&} have a meaning that they have not here. */
    private void characterClass() {
        int open = at;
        java.append('[');
        at++;
        if (at < regex.length() && regex.charAt(at) == '^') {
            java.append('^');
            at++;
        }
        int first = at;
        while (at < regex.length() && (regex.charAt(at) != ']' || at == first)) {
            char c = regex.charAt(at);
            if (c == '\\') {
                escape(true);
            } else {
                java.append("[]&^#".indexOf(c) >= 0 || Lexer.isBlank(c) ? "\\" : "")
                        .append(c);
                at++;
            }
        }
        if (at == regex.length()) {
            throw wrong("This \"[\" is never closed in the regular expression", open, open + 1);
        }
        java.append(']');
        at++;
    }

    private void group() {
        if (!regex.startsWith("(?", at)) {
            java.append('(');
            opened++;
            at++;
        } else if (regex.startsWith("(?P<", at)) {
            named();
        } else if (regex.startsWith("(?P=", at)) {
            backReference();
        } else if (regex.startsWith("(?#", at)) {
            at = endOf(')', at + 3) + 1;
        } else if (regex.startsWith("(?(", at)) {
            throw wrong("Conditional groups are not supported in regular expressions", at, at + 3);
        } else {
            other();
        }
    }

    private int endOf(char close, int from) {
        int end = regex.indexOf(close, from);
        if (end < 0) {
            throw wrong("This group is never closed in the regular expression", at, regex.length());
        }
        return end;
    }

    private void named() {
        int end = endOf('>', at + 4);
        String name = regex.substring(at + 4, end);
        boolean valid = !name.isEmpty()
                && Lexer.isNameStart(name.charAt(0))
                && name.chars().allMatch(c -> Lexer.isNameStart((char) c) || Lexer.isDigit((char) c));
        if (!valid || groups.containsKey(name)) {
            throw wrong(
                    "\"" + name + "\" is " + (valid ? "the name of another group" : "no name for a group"),
                    at,
                    end + 1);
        }
        String plain = name.replace("_", "");
        boolean free = !plain.isEmpty() && !Lexer.isDigit(plain.charAt(0)) && !groups.containsValue(plain);
        groups.put(name, free ? plain : "g" + groups.size() + "x" + plain);
        java.append("(?<").append(groups.get(name)).append('>');
        opened++;
        at = end + 1;
    }

    private void backReference() {
        int end = endOf(')', at + 4);
        @Nullable String group = groups.get(regex.substring(at + 4, end));
        if (group == null) {
            throw wrong("There is no group of that name before this", at, end + 1);
        }
        java.append("\\k<").append(group).append('>');
        at = end + 1;
    }

    /** Look-around and plain groups are the same; flags hold for the whole expression, wherever they stand. */
    private void other() {
        char c = at + 2 < regex.length() ? regex.charAt(at + 2) : ' ';
        if (c == ':' || c == '=' || c == '!' || c == '>') {
            java.append("(?").append(c);
            at += 3;
        } else if (regex.startsWith("(?<=", at) || regex.startsWith("(?<!", at)) {
            java.append(regex, at, at + 4);
            at += 4;
        } else {
            inlineFlags();
        }
    }

    private void inlineFlags() {
        int end = at + 2;
        while (end < regex.length() && "aiLmsux-".indexOf(regex.charAt(end)) >= 0) {
            end++;
        }
        boolean scoped = end < regex.length() && regex.charAt(end) == ':';
        if (end == at + 2 || end == regex.length() || (!scoped && regex.charAt(end) != ')')) {
            throw wrong(
                    "\"(?\" is followed by nothing that a regular expression knows",
                    at,
                    Math.min(end + 1, regex.length()));
        }
        String letters = regex.substring(at + 2, end);
        if (scoped) {
            java.append("(?").append(letters.replaceAll("[aLu]", "")).append(':');
        } else {
            letters.chars().forEach(this::flag);
        }
        at = end + 1;
    }

    private void flag(int letter) {
        switch (letter) {
            case 'i' -> flags |= Pattern.CASE_INSENSITIVE;
            case 'm' -> flags |= Pattern.MULTILINE;
            case 's' -> flags |= Pattern.DOTALL;
            case 'x' -> flags |= Pattern.COMMENTS;
            case 'a' -> flags &= ~(Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
            case 'u' -> {}
            default -> throw wrong("\"" + (char) letter + "\" cannot hold for a whole regular expression", at, at + 3);
        }
    }

    private static ExpressionException wrong(String message, int start, int end) {
        return new ExpressionException(message, start, end);
    }
}
