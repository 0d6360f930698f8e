package io.pergola.expr;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where variables get their values from. An evaluation asks from one thread. */
public interface Scope {

    /**
     * The variable of that name.
     *
     * @param set the set to look in; null to look in all, in the order that is the scope's affair
     * @return empty if there is none
     */
    Optional<Variable> find(@Nullable String set, String name);

    /** Counts what is made of these variables. */
    default Work work() {
        return new Work();
    }

    /** The names a user could have meant, for suggestions; {@code SET.NAME} or {@code NAME}. Asked only after a failure. */
    default Collection<String> names() {
        return List.of();
    }
}
