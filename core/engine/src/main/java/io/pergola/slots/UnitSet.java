package io.pergola.slots;

import io.pergola.spi.slots.Share;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The cores, or the GPUs, of one node: how much of each is free, and which are in service. */
final class UnitSet {

    private static final long[] NONE = {};

    /** Those that may be handed out. */
    private long[] inService;
    /** Those that are not in service and count as lost. */
    private long[] down = NONE;
    /** Those of which everything is free. */
    private long[] whole;
    /** Those of which something is free. */
    private long[] open;
    /** What is free of each, in thousandths; null as long as nobody ever had a part of one. */
    private short @Nullable [] free;

    private int size;

    /** All free and in service. */
    UnitSet(int size) {
        this.size = size;
        inService = ones(size);
        whole = inService.clone();
        open = inService.clone();
    }

    private UnitSet(UnitSet other) {
        size = other.size;
        inService = other.inService.clone();
        down = other.down.clone();
        whole = other.whole.clone();
        open = other.open.clone();
        free = other.free == null ? null : other.free.clone();
    }

    UnitSet copy() {
        return new UnitSet(this);
    }

    static long[] ones(int places) {
        long[] bits = new long[UnitIds.words(places)];
        Arrays.fill(bits, -1L);
        if ((places & 63) != 0) {
            bits[bits.length - 1] = (1L << places) - 1;
        }
        return bits;
    }

    private static boolean has(long[] bits, int place) {
        int word = place >> 6;
        return word < bits.length && (bits[word] >>> place & 1) != 0;
    }

    int size() {
        return size;
    }

    /**
     * The lowest places with so much free.
     *
     * @param within null for all
     * @param found where to put them
     * @return whether there are as many as are wanted
     */
    boolean select(int wanted, int milli, long @Nullable [] within, int[] found) {
        long[] candidates = milli == Share.WHOLE ? whole : open;
        int count = 0;
        for (int word = 0; word < candidates.length && count < wanted; word++) {
            long bits = candidates[word] & inService[word] & (within == null ? -1L : within[word]);
            for (; bits != 0 && count < wanted; bits &= bits - 1) {
                int place = (word << 6) + Long.numberOfTrailingZeros(bits);
                if (milli == Share.WHOLE || free(place) >= milli) {
                    found[count++] = place;
                }
            }
        }
        return count == wanted;
    }

    /** The highest place in service that is wholly free; negative if there is none. */
    int highestWhole() {
        for (int word = whole.length - 1; word >= 0; word--) {
            long bits = whole[word] & inService[word];
            if (bits != 0) {
                return (word << 6) + 63 - Long.numberOfLeadingZeros(bits);
            }
        }
        return -1;
    }

    /** How many in service are wholly free. */
    int countWhole(long @Nullable [] within) {
        return count(whole, within);
    }

    /** How many in service have something free. */
    int countOpen(long @Nullable [] within) {
        return count(open, within);
    }

    private int count(long[] which, long @Nullable [] within) {
        int count = 0;
        for (int word = 0; word < which.length; word++) {
            count += Long.bitCount(which[word] & inService[word] & (within == null ? -1L : within[word]));
        }
        return count;
    }

    /** The most that is free of any in service, in thousandths. */
    int largestShare(long @Nullable [] within) {
        if (free == null || countWhole(within) > 0) {
            return countWhole(within) > 0 ? Share.WHOLE : 0;
        }
        int most = 0;
        for (int place = 0; place < size; place++) {
            if (isInService(place) && (within == null || has(within, place))) {
                most = Math.max(most, free[place]);
            }
        }
        return most;
    }

    /** What is free of one, in service or not. */
    int free(int place) {
        if (free != null) {
            return free[place];
        }
        return has(whole, place) ? Share.WHOLE : 0;
    }

    /** Takes as much, which must be free. */
    void take(int place, int milli) {
        int left = free(place) - milli;
        if (left < 0) {
            throw new IllegalStateException("Took " + milli + " of " + free(place) + " thousandths at " + place);
        }
        set(place, left);
    }

    /** Gives back as much, which must be taken. */
    void give(int place, int milli) {
        int left = free(place) + milli;
        if (left > Share.WHOLE) {
            throw new IllegalStateException("Gave " + milli + " to " + free(place) + " thousandths at " + place);
        }
        set(place, left);
    }

    private void set(int place, int left) {
        if (free == null && left != 0 && left != Share.WHOLE) {
            free = new short[size];
            for (int i = 0; i < size; i++) {
                free[i] = (short) (has(whole, i) ? Share.WHOLE : 0);
            }
        }
        if (free != null) {
            free[place] = (short) left;
        }
        put(whole, place, left == Share.WHOLE);
        put(open, place, left > 0);
    }

    private static void put(long[] bits, int place, boolean value) {
        long bit = 1L << place;
        if (value) {
            bits[place >> 6] |= bit;
        } else {
            bits[place >> 6] &= ~bit;
        }
    }

    boolean isInService(int place) {
        return has(inService, place);
    }

    boolean isDown(int place) {
        return has(down, place);
    }

    /** Whether one was ever put out of service for good. */
    boolean anyDown() {
        return down.length > 0;
    }

    /** Puts one into service, or out of it for the time being. */
    void inService(int place, boolean value) {
        put(inService, place, value);
        if (down.length > 0) {
            put(down, place, false);
        }
    }

    /** Puts one out of service for good, as far as one knows. */
    void down(int place) {
        if (down.length < inService.length) {
            down = Arrays.copyOf(down, inService.length);
        }
        put(inService, place, false);
        put(down, place, true);
    }

    /** The same with all free, and all in service that are not down: what there would be at best. */
    UnitSet emptied() {
        var empty = new UnitSet(size);
        for (int place = 0; place < size; place++) {
            if (isDown(place)) {
                empty.down(place);
            }
        }
        return empty;
    }

    /** Adds places that are free and not in service. */
    void grow(int newSize) {
        int words = UnitIds.words(newSize);
        long[] all = ones(newSize);
        long[] before = Arrays.copyOf(ones(size), words);
        inService = Arrays.copyOf(inService, words);
        whole = Arrays.copyOf(whole, words);
        open = Arrays.copyOf(open, words);
        for (int word = 0; word < words; word++) {
            long added = all[word] & ~before[word];
            whole[word] |= added;
            open[word] |= added;
        }
        if (free != null) {
            free = Arrays.copyOf(free, newSize);
            Arrays.fill(free, size, newSize, (short) Share.WHOLE);
        }
        size = newSize;
    }
}
