package io.pergola.results;

import java.util.regex.Pattern;

/**
 * A text that stands in every line which a pattern matches, so that all other lines can be passed over without trying the pattern.
 * Found by a look at the pattern that gives up early: the empty text is always right.
 */
final class RequiredText {

    private static final int SHORTEST = 3;
    private static final int NO_LITERALS = Pattern.CASE_INSENSITIVE | Pattern.COMMENTS | Pattern.LITERAL;

    private final String regex;
    private final StringBuilder run = new StringBuilder();
    private String best = "";
    private int at;

    private RequiredText(String regex) {
        this.regex = regex;
    }

    /** The longest that is found; empty if there is none of use. */
    static String of(Pattern pattern) {
        return (pattern.flags() & NO_LITERALS) != 0 ? "" : new RequiredText(pattern.pattern()).search();
    }

    private String search() {
        while (at < regex.length()) {
            char c = regex.charAt(at);
            switch (c) {
                case '|' -> {
                    return "";
                }
                case '(' -> {
                    end();
                    if (!skipGroup()) {
                        return "";
                    }
                }
                case '[' -> {
                    end();
                    skipClass();
                }
                case '\\' -> {
                    if (!escape()) {
                        return "";
                    }
                }
                case '{' -> {
                    end();
                    // A repetition: braces that stand for themselves are escaped in what Python's dialect becomes.
                    at = Math.max(at + 1, regex.indexOf('}', at) + 1);
                }
                case '^', '$', '.', '*', '?', '+' -> {
                    end();
                    at++;
                }
                default -> literal(c, 1);
            }
        }
        end();
        return best.length() < SHORTEST ? "" : best;
    }

    /** Escaped punctuation is itself, and some letters stand for one character; what others mean is not looked into. */
    private boolean escape() {
        char c = at + 1 < regex.length() ? regex.charAt(at + 1) : 'x';
        boolean plain = c < 0x80 && !Character.isLetterOrDigit(c);
        if (plain) {
            literal(c, 2);
        } else {
            end();
            at += 2;
        }
        return plain || "dDsSwWbBAzZ".indexOf(c) >= 0;
    }

    private void literal(char c, int length) {
        int next = at + length;
        char quantifier = next < regex.length() ? regex.charAt(next) : ' ';
        if (quantifier == '?' || quantifier == '*' || quantifier == '{' || Character.isSurrogate(c)) {
            end();
        } else {
            run.append(c);
        }
        at = next;
    }

    private void end() {
        if (run.length() > best.length()) {
            best = run.toString();
        }
        run.setLength(0);
    }

    /** False if the group sets flags, which may change what follows. */
    private boolean skipGroup() {
        if (regex.startsWith("(?", at) && !regex.startsWith("(?:", at) && !regex.startsWith("(?<", at)) {
            return false;
        }
        int depth = 0;
        while (at < regex.length()) {
            char c = regex.charAt(at);
            if (c == '[') {
                skipClass();
                continue;
            }
            at += c == '\\' ? 2 : 1;
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return true;
            }
        }
        return false;
    }

    /** Nested ones are escaped in what Python's dialect becomes. */
    private void skipClass() {
        at++;
        at += regex.startsWith("^", at) ? 1 : 0;
        at += regex.startsWith("]", at) ? 1 : 0;
        while (at < regex.length() && regex.charAt(at) != ']') {
            at += regex.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }
}
