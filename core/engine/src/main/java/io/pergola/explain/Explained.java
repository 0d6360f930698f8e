package io.pergola.explain;

import java.util.List;
import java.util.Optional;

/**
 * One value of a test.
 *
 * @param key its key, as {@code run.timeout}, {@code run.cmds.0} or {@code variables.size}
 * @param outcome what it comes to; a list for a list
 * @param written its text before anything is filled in; empty for what is not a single text
 * @param chain who set it, the newest first, each over the next; {@code default} stands last, if there is one
 * @param expressions what stands in the text to be filled in, in order
 * @param uses the variables that went in, in order of first use
 * @param items what it consists of: the items of a list or variable, the sub-values of an item
 */
public record Explained(
        String key,
        Outcome outcome,
        Optional<String> written,
        List<Step> chain,
        List<Filled> expressions,
        List<Used> uses,
        List<Explained> items) {

    /**
     * An expression or repetition, and what it comes to.
     *
     * @param text as it is written, braces included
     * @param outcome its value
     */
    public record Filled(String text, Outcome outcome) {}

    /** Copies the lists. */
    public Explained {
        chain = List.copyOf(chain);
        expressions = List.copyOf(expressions);
        uses = List.copyOf(uses);
        items = List.copyOf(items);
    }
}
