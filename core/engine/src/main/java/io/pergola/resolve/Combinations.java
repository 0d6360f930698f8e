package io.pergola.resolve;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** All combinations of indexes, the last varying fastest. */
final class Combinations {

    private Combinations() {}

    /** How many there are; {@link Long#MAX_VALUE} if that is too small. */
    static long count(List<Integer> sizes) {
        long count = 1;
        for (int size : sizes) {
            if (size > 0 && count > Long.MAX_VALUE / size) {
                return Long.MAX_VALUE;
            }
            count *= size;
        }
        return count;
    }

    /** Gives each combination to {@code user}, who may not keep the array. */
    static void forEach(List<Integer> sizes, Consumer<int[]> user) {
        if (sizes.contains(0)) {
            return;
        }
        int[] at = new int[sizes.size()];
        while (true) {
            user.accept(at);
            int place = at.length - 1;
            while (place >= 0 && ++at[place] == sizes.get(place)) {
                place--;
            }
            if (place < 0) {
                return;
            }
            Arrays.fill(at, place + 1, at.length, 0);
        }
    }
}
