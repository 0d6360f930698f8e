package io.pergola.spi;

import java.util.List;
import java.util.OptionalInt;

/** Which nodes a job asks for. */
public sealed interface NodeRequest {

    /** These nodes, all of them and no others; the batch system may refuse, but not choose. Never empty. */
    record Exactly(List<String> names) implements NodeRequest {

        /** Checks and copies. */
        public Exactly {
            names = List.copyOf(names);
            if (names.isEmpty()) {
                throw new IllegalArgumentException("A list of nodes must not be empty");
            }
        }
    }

    /** Any nodes, from {@code min} (at least 1) to {@code max}; without {@code max} the batch system decides. */
    record Between(int min, OptionalInt max) implements NodeRequest {

        /** Checks the range. */
        public Between {
            if (min < 1 || (max.isPresent() && max.getAsInt() < min)) {
                throw new IllegalArgumentException("Not a range of nodes: " + min + " to " + max);
            }
        }
    }
}
