package io.pergola.plugin;

/** When code that works long has last shown life. Safe for use by several threads. */
final class Pulse {

    private volatile long last = System.nanoTime();

    void beat() {
        last = System.nanoTime();
    }

    /** Nanoseconds. */
    long sinceLast() {
        return System.nanoTime() - last;
    }
}
