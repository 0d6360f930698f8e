package io.pergola.nodes;

import java.util.List;
import java.util.random.RandomGenerator;

/** Puts the numbers 0 to n - 1 into the order in which chunks of given sizes take them; those left over come last, in order. */
final class Picker {

    private Picker() {}

    /** Neighbours. */
    static int[] inOrder(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        return order;
    }

    /** A chance sample of what remains, again and again, is a shuffle of all. */
    static int[] shuffled(int n, RandomGenerator random) {
        int[] order = inOrder(n);
        for (int i = 0; i < n - 1; i++) {
            int other = i + random.nextInt(n - i);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        return order;
    }

    /** Every step-th of what remains, where a chunk takes as many steps as fit. */
    static int[] distributed(int n, List<Integer> sizes) {
        return spread(n, sizes, step -> 0);
    }

    /** The same, anywhere within the step. */
    static int[] scattered(int n, List<Integer> sizes, RandomGenerator random) {
        return spread(n, sizes, random::nextInt);
    }

    private interface Offset {
        int within(int step);
    }

    private static int[] spread(int n, List<Integer> sizes, Offset offset) {
        int[] order = new int[n];
        var remaining = new Remaining(n);
        int filled = 0;
        for (int size : sizes) {
            int step = Math.max(1, remaining.size() / Math.max(1, size));
            for (int k = 0; k < size; k++) {
                // Each number taken before from this chunk moved the ranks behind it down by one.
                order[filled++] = remaining.take(k * step + offset.within(step) - k);
            }
        }
        while (remaining.size() > 0) {
            order[filled++] = remaining.take(0);
        }
        return order;
    }
}
