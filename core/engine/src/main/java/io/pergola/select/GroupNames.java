package io.pergola.select;

import io.pergola.filter.FilterWords;
import io.pergola.model.Problem;
import io.pergola.store.Groups;
import java.util.Optional;
import java.util.stream.Stream;

/** How groups may be called: so that no name can be taken for runs, series or a filter. */
public final class GroupNames {

    private GroupNames() {}

    /** Why there can be no group of that name; empty if there can. */
    public static Optional<Problem> objection(String name) {
        if (!Groups.isName(name)) {
            return Optional.of(Problem.error("'" + name + "' cannot be the name of a group")
                    .help(
                            "write at most 64 letters, digits, '_' and '-', a letter first, and no digit behind a first 's';"
                                    + " 'all' and 'last' mean something else"));
        }
        boolean taken = Stream.concat(FilterWords.keys().stream(), FilterWords.words().stream())
                .anyMatch(name::equalsIgnoreCase);
        return taken
                ? Optional.of(Problem.error("'" + name + "' cannot be the name of a group: it is a word of filters")
                        .help("choose another, such as '" + name + "-runs'"))
                : Optional.empty();
    }
}
