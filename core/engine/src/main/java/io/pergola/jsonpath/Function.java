package io.pergola.jsonpath;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The functions of RFC 9535. */
enum Function {
    LENGTH(false, false, 1),
    COUNT(false, true, 1),
    VALUE(false, true, 1),
    MATCH(true, false, 2),
    SEARCH(true, false, 2);

    private final boolean logical;
    private final boolean nodes;
    private final int arguments;

    Function(boolean logical, boolean nodes, int arguments) {
        this.logical = logical;
        this.nodes = nodes;
        this.arguments = arguments;
    }

    static Optional<Function> of(String name) {
        return Arrays.stream(values()).filter(each -> each.word().equals(name)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Function::word).toList();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True if it is a condition by itself; else it is a value to compare. */
    boolean logical() {
        return logical;
    }

    /** True if it takes all that a path leads to; else its arguments are single values. */
    boolean takesNodes() {
        return nodes;
    }

    int arguments() {
        return arguments;
    }
}
