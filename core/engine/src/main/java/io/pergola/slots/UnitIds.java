package io.pergola.slots;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The indexes of a node's cores or GPUs, and their places in the bitmaps. */
final class UnitIds {

    private final int[] ids;
    private final int first;
    private final boolean gapless;

    /** Ascending and distinct. */
    UnitIds(List<Integer> indexes) {
        ids = new int[indexes.size()];
        Arrays.setAll(ids, indexes::get);
        first = ids.length == 0 ? 0 : ids[0];
        gapless = ids.length == 0 || ids[ids.length - 1] - first == ids.length - 1;
    }

    int size() {
        return ids.length;
    }

    int id(int place) {
        return ids[place];
    }

    /** The place of an index; negative if there is none. */
    int place(int id) {
        if (!gapless) {
            return Arrays.binarySearch(ids, id);
        }
        int place = id - first;
        return place < ids.length ? place : -1;
    }

    /** The places of these indexes, as bits; of those that are not there, nothing. */
    long[] bits(Collection<Integer> indexes) {
        long[] bits = new long[words(ids.length)];
        for (int index : indexes) {
            int place = place(index);
            if (place >= 0) {
                bits[place >> 6] |= 1L << place;
            }
        }
        return bits;
    }

    /**
     * Equal shares of those places, lower ones first; what is left over belongs to none.
     *
     * @param within null for all
     */
    long[][] deal(int parts, long @Nullable [] within) {
        long[] all = within == null ? UnitSet.ones(ids.length) : within;
        int each = BitSet.valueOf(all).cardinality() / parts;
        long[][] dealt = new long[parts][all.length];
        int count = 0;
        for (int place = 0; place < ids.length && count < each * parts; place++) {
            if ((all[place >> 6] >>> place & 1) != 0) {
                dealt[count++ / each][place >> 6] |= 1L << place;
            }
        }
        return dealt;
    }

    static int words(int places) {
        return (places + 63) >> 6;
    }
}
