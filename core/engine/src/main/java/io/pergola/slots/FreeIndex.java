package io.pergola.slots;

/**
 * Finds the next of many places that has enough of everything, without looking at those that have not: a tree whose nodes know the
 * most that any place below them has of each quantity.
 */
final class FreeIndex {

    /** In place of a place: there is none. */
    static final int NONE = Integer.MAX_VALUE;

    private final int leaves;
    /** By quantity; the root is at 1, the children of i at 2i and 2i + 1. */
    private final int[][] most;

    FreeIndex(int places) {
        leaves = Integer.highestOneBit(Math.max(1, 2 * places - 1));
        most = new int[Need.QUANTITIES][2 * leaves];
    }

    /** Notes what a place has of each quantity. */
    void set(int place, int[] has) {
        for (int quantity = 0; quantity < Need.QUANTITIES; quantity++) {
            set(most[quantity], leaves + place, has[quantity]);
        }
    }

    private static void set(int[] tree, int leaf, int value) {
        if (tree[leaf] == value) {
            return;
        }
        tree[leaf] = value;
        for (int at = leaf >> 1; at > 0; at >>= 1) {
            int larger = Math.max(tree[2 * at], tree[2 * at + 1]);
            if (tree[at] == larger) {
                return;
            }
            tree[at] = larger;
        }
    }

    /** The first place, from that one on, that has enough, or {@link #NONE}. */
    int next(Need need, int from) {
        if (from >= leaves) {
            return NONE;
        }
        int at = leaves + from;
        while (at != 0) {
            if (has(need, at)) {
                if (at >= leaves) {
                    return at - leaves;
                }
                at = 2 * at;
            } else {
                at = toTheRight(at);
            }
        }
        return NONE;
    }

    /** The largest subtree that begins behind this one; 0 if this is the last. */
    private static int toTheRight(int at) {
        int last = at;
        while ((last & 1) == 1) {
            last >>= 1;
        }
        return last == 0 ? 0 : last + 1;
    }

    private boolean has(Need need, int at) {
        for (int i = 0; i < need.quantities.length; i++) {
            if (most[need.quantities[i]][at] < need.least[i]) {
                return false;
            }
        }
        return true;
    }
}
