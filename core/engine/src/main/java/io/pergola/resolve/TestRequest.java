package io.pergola.resolve;

import io.pergola.config.Glob;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One request, taken apart.
 *
 * @param text as it was written
 * @param suite the suite
 * @param test a glob for tests; null for all that are not hidden
 * @param permutation a glob for subtitles; null for all
 * @param count how often, at least 1
 */
record TestRequest(
        String text,
        String suite,
        @Nullable String test,
        @Nullable String permutation,
        int count) {

    private static final int MAX_LENGTH = 1_000;
    private static final Pattern FORM = Pattern.compile("(?:(\\d{1,6})\\s*\\*\\s*)?"
            + "([a-zA-Z0-9_][a-zA-Z0-9_-]*)(?:\\.([a-zA-Z0-9_*?\\[\\]!-]+?)(?:\\.([a-zA-Z0-9_*?\\[\\]!.()@%+=,:~-]+?))?)?"
            + "(?:\\s*\\*\\s*(\\d{1,6}))?");

    static TestRequest parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw broken(text.substring(0, 40) + "...", "has more than " + MAX_LENGTH + " characters");
        }
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw broken(text, "is not of the form [N*]SUITE[.TEST[.PERMUTATION]][*N]");
        }
        @Nullable String before = matcher.group(1);
        @Nullable String after = matcher.group(5);
        if (before != null && after != null) {
            throw broken(text, "says twice how often");
        }
        int count = before != null ? Integer.parseInt(before) : after != null ? Integer.parseInt(after) : 1;
        if (count < 1) {
            throw broken(text, "asks for no run at all");
        }
        return new TestRequest(text.strip(), matcher.group(2), matcher.group(3), matcher.group(4), count);
    }

    private static ConfigException broken(String text, String what) {
        return new ConfigException(Problem.error("the request '" + text.strip() + "' " + what)
                .help("For example: suite, suite.test, suite.te*, suite.test.4-8, 3*suite.test"));
    }

    /** True if the test is named exactly, without a glob. */
    boolean exact() {
        return test != null && !Glob.isGlob(test);
    }
}
