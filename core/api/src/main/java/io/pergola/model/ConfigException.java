package io.pergola.model;

import java.util.List;
import java.util.stream.Collectors;

/** What the user wrote cannot be used; carries every problem that was found, not just the first. */
public final class ConfigException extends PergolaException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** With at least one problem. */
    public ConfigException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")), null);
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("A configuration error needs a problem");
        }
        this.problems = List.copyOf(problems);
    }

    /** With one problem. */
    public ConfigException(Problem problem) {
        this(List.of(problem));
    }

    /** All problems, in the order in which they should be read; never empty. */
    public List<Problem> problems() {
        return problems;
    }
}
