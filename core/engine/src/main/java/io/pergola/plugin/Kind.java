package io.pergola.plugin;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a jar can offer. */
enum Kind {
    SCHEDULER("scheduler", "the scheduler ", "sched."),
    FUNCTION("function", "the function ", "function."),
    VARIABLE("variable", "the system variable ", "sys."),
    PARSER("parser", "the result parser ", "result."),
    POLICY("policy", "the scheduling policy ", "policy.");

    private final String word;
    private final String words;
    private final String prefix;

    Kind(String word, String words, String prefix) {
        this.word = word;
        this.words = words;
        this.prefix = prefix;
    }

    /** An offer of this kind, in a sentence. */
    String named(String name) {
        return words + name;
    }

    /** An offer of this kind, as {@code disable_plugins} names it. */
    String key(String name) {
        return prefix + name;
    }

    /**
     * The kinds that {@code Plugin-Offers} lists; all, if it lists none.
     *
     * @param text kinds with commas between them
     * @return empty if one of them is no kind
     */
    static Optional<Set<Kind>> all(String text) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            Optional<Kind> kind = Arrays.stream(values())
                    .filter(each -> each.word.equals(part.strip()))
                    .findFirst();
            if (kind.isEmpty()) {
                return Optional.empty();
            }
            kinds.add(kind.get());
        }
        return Optional.of(kinds.isEmpty() ? EnumSet.allOf(Kind.class) : kinds);
    }
}
