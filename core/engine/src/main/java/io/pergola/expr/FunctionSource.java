package io.pergola.expr;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Functions that are looked for only when somebody calls one that is not known. */
public interface FunctionSource {

    /** No functions. */
    FunctionSource NONE = new FunctionSource() {
        @Override
        public Optional<ExpressionFunction> find(String name) {
            return Optional.empty();
        }

        @Override
        public Collection<ExpressionFunction> all() {
            return List.of();
        }
    };

    /** The function of a name; asked each time that it is called. */
    Optional<ExpressionFunction> find(String name);

    /** All of them, for help and suggestions. */
    Collection<ExpressionFunction> all();

    /** Why a function may be missing, in a sentence; empty if nothing is in the way. Asked after {@link #all}. */
    default String missing() {
        return "";
    }
}
