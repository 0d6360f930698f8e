package io.pergola.expr;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Regular expressions as suites write them, in Python's dialect, on {@code java.util.regex}. Matching is bounded: a pattern that
 * backtracks without end is an error, not a hang.
 */
public final class PythonRegex {

    private PythonRegex() {}

    /**
     * Translates and compiles an expression. Groups keep their numbers; characters that Java does not allow in names of groups are
     * left out of them.
     *
     * @throws ExpressionException if it is not a regular expression of that dialect; offsets are within {@code regex}
     */
    public static Pattern compile(String regex) {
        throw new UnsupportedOperationException();
    }

    /**
     * The first match anywhere in the text.
     *
     * @throws ArgumentException if matching takes too many steps or goes too deep
     */
    public static Optional<MatchResult> search(Pattern pattern, CharSequence text) {
        throw new UnsupportedOperationException();
    }

    /**
     * The match that starts where the text starts, if there is one; it need not reach the end.
     *
     * @throws ArgumentException if matching takes too many steps or goes too deep
     */
    public static Optional<MatchResult> matchStart(Pattern pattern, CharSequence text) {
        throw new UnsupportedOperationException();
    }
}
