package io.pergola.nodes;

/**
 * The numbers from 0 to n - 1 of which some have been taken, as a binary indexed tree: the k-th of those that remain is found
 * and taken in steps of the order log n, where a list would shift everything behind it.
 */
final class Remaining {

    private final int[] tree;
    private final int top;
    private int size;

    Remaining(int n) {
        tree = new int[n + 1];
        for (int i = 1; i <= n; i++) {
            tree[i] = i & -i;
        }
        top = Integer.highestOneBit(Math.max(1, n));
        size = n;
    }

    int size() {
        return size;
    }

    /** Takes the number that has {@code rank} remaining numbers before it. */
    int take(int rank) {
        int before = 0;
        int left = rank;
        for (int step = top; step > 0; step >>= 1) {
            int next = before + step;
            if (next < tree.length && tree[next] <= left) {
                before = next;
                left -= tree[next];
            }
        }
        for (int i = before + 1; i < tree.length; i += i & -i) {
            tree[i]--;
        }
        size--;
        return before;
    }
}
