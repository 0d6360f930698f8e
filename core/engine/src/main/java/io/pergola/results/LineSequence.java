package io.pergola.results;

import io.pergola.expr.PythonRegex;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Waits for consecutive lines that match one pattern each. After a hit the next one begins with the line that follows. */
final class LineSequence {

    private final List<Pattern> patterns;
    private final List<String> required;

    /** At i: the last lines matched the patterns up to and including the i-th. */
    private final boolean[] matched;

    LineSequence(List<Pattern> patterns) {
        this.patterns = patterns;
        this.required = patterns.stream().map(RequiredText::of).toList();
        this.matched = new boolean[patterns.size()];
    }

    /** True if every line completes it. */
    boolean isAny() {
        return patterns.size() == 1 && patterns.getFirst().pattern().isEmpty();
    }

    /** What stands in every line with which it can begin; may be empty. Lines without it change nothing unless it has {@link #begun}. */
    String required() {
        return required.getFirst();
    }

    boolean begun() {
        for (boolean one : matched) {
            if (one) {
                return true;
            }
        }
        return false;
    }

    /** True if this line completes the sequence. */
    boolean endsAt(String line) {
        int last = matched.length - 1;
        for (int i = last; i >= 0; i--) {
            matched[i] = (i == 0 || matched[i - 1]) && matches(patterns.get(i), required.get(i), line);
        }
        if (!matched[last]) {
            return false;
        }
        Arrays.fill(matched, false);
        return true;
    }

    private static boolean matches(Pattern pattern, String required, String line) {
        return pattern.pattern().isEmpty()
                || (line.contains(required) && PythonRegex.search(pattern, line).isPresent());
    }
}
