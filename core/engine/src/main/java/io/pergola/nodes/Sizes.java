package io.pergola.nodes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many nodes each chunk takes for itself, and what they have when full: a chunk that takes fewer is filled up with nodes of
 * another.
 *
 * @param taken for each chunk
 * @param full the same for all of them, or 0 if none is filled up
 */
record Sizes(List<Integer> taken, int full) {

    /** Copies. */
    Sizes {
        taken = List.copyOf(taken);
    }

    /** Chunks of {@code size} out of {@code n} nodes; both at least 1. */
    static Sizes of(int n, int size, Extra extra) {
        if (size >= n) {
            return new Sizes(List.of(n), 0);
        }
        int wholes = n / size;
        int left = n % size;
        return switch (extra) {
            case DISCARD -> new Sizes(even(wholes * size, wholes), 0);
            case BALANCE -> new Sizes(even(n, left == 0 ? wholes : wholes + 1), 0);
            case BACKFILL -> backfilled(wholes, size, left);
        };
    }

    private static Sizes backfilled(int wholes, int size, int left) {
        List<Integer> taken = new ArrayList<>(Collections.nCopies(wholes, size));
        if (left > 0) {
            taken.add(left);
        }
        return new Sizes(taken, size);
    }

    /** {@code count} chunks out of {@code n} nodes; {@code count} is 1 to {@code n}. */
    static Sizes pieces(int n, int count, Extra extra) {
        return switch (extra) {
            case DISCARD -> new Sizes(even(n / count * count, count), 0);
            case BALANCE -> new Sizes(even(n, count), 0);
            case BACKFILL -> new Sizes(even(n, count), Math.ceilDiv(n, count));
        };
    }

    /** The larger ones first. */
    private static List<Integer> even(int n, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> n / count + (i < n % count ? 1 : 0))
                .toList();
    }
}
