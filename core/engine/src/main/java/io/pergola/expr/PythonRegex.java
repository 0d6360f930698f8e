package io.pergola.expr;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions as suites write them, in Python's dialect, on {@code java.util.regex}. Matching is bounded: a pattern that
 * backtracks without end is an error, not a hang.
 */
public final class PythonRegex {

    private static final int LONGEST = 100_000;

    private PythonRegex() {}

    /**
     * Translates and compiles an expression. Groups keep their numbers; characters that Java does not allow in names of groups are
     * left out of them.
     *
     * @throws ExpressionException if it is not a regular expression of that dialect; offsets are within {@code regex}
     */
    public static Pattern compile(String regex) {
        if (regex.length() > LONGEST) {
            throw new ExpressionException(
                    "The regular expression has more than " + LONGEST + " characters", 0, regex.length());
        }
        var translator = new RegexTranslator(regex);
        String java = translator.translate();
        try {
            return Pattern.compile(java, translator.flags());
        } catch (PatternSyntaxException e) {
            int at = Math.clamp(e.getIndex(), 0, regex.length());
            throw new ExpressionException(
                    "The regular expression is not well formed: " + e.getDescription(), at, regex.length());
        } catch (StackOverflowError e) {
            throw new ExpressionException("The regular expression is nested too deep", 0, regex.length());
        }
    }

    /**
     * The first match anywhere in the text.
     *
     * @throws ArgumentException if matching takes too many steps or goes too deep
     */
    public static Optional<MatchResult> search(Pattern pattern, CharSequence text) {
        return bounded(pattern, text, Matcher::find);
    }

    /**
     * The match that starts where the text starts, if there is one; it need not reach the end.
     *
     * @throws ArgumentException if matching takes too many steps or goes too deep
     */
    public static Optional<MatchResult> matchStart(Pattern pattern, CharSequence text) {
        return bounded(pattern, text, Matcher::lookingAt);
    }

    /** Java's matcher needs stack for every turn of some loops, so that a long text can exhaust it. */
    private static Optional<MatchResult> bounded(Pattern pattern, CharSequence text, Predicate<Matcher> match) {
        Matcher matcher = pattern.matcher(BoundedText.of(text));
        try {
            return match.test(matcher) ? Optional.of(matcher.toMatchResult()) : Optional.empty();
        } catch (StackOverflowError e) {
            throw new ArgumentException("The regular expression goes too deep on this text");
        }
    }
}
