package io.pergola.references;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be updated.
 *
 * @param figures only these, also if they have no reference yet; none for all that tests name in their references
 * @param glob what is written shall hold for nodes or a system of that name; null for wherever the present value stands
 * @param last of so many runs, the last ones, the median is taken; at least 1
 */
public record Wish(List<String> figures, @Nullable String glob, int last) {

    /** Copies. */
    public Wish {
        figures = List.copyOf(figures);
    }
}
