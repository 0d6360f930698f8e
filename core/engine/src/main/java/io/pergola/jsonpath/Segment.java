package io.pergola.jsonpath;

import java.util.List;

/**
 * One step of a path.
 *
 * @param deep from each of the nodes' descendants and themselves; else from the nodes
 * @param selectors what is taken, one after the other; at least one
 * @param end the offset behind it in the text of the path
 */
record Segment(boolean deep, List<Selector> selectors, int end) {

    /** Copies. */
    Segment {
        selectors = List.copyOf(selectors);
    }

    /** True if it leads from one node to one at most. */
    boolean singular() {
        return !deep
                && selectors.size() == 1
                && (selectors.getFirst() instanceof Selector.Name || selectors.getFirst() instanceof Selector.Index);
    }
}
