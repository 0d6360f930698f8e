package io.pergola.explain;

import java.util.List;

/**
 * A variable that went into a value.
 *
 * @param name {@code SET.NAME}
 * @param outcome its value; a list if it has several items
 * @param chain who set it, the newest first; empty if nobody did
 * @param uses the variables that went into it in turn; each variable is taken apart once in the explanation of a value
 */
public record Used(String name, Outcome outcome, List<Step> chain, List<Used> uses) {

    /** Copies the lists. */
    public Used {
        chain = List.copyOf(chain);
        uses = List.copyOf(uses);
    }
}
