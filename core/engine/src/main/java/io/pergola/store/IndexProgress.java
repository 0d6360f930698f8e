package io.pergola.store;

/** Is told how far the making of an index is. Called by the thread that asked the store. */
@FunctionalInterface
public interface IndexProgress {

    /** Tells nobody. */
    IndexProgress UNSEEN = (done, of) -> {};

    /** So many of so many runs were read; they are equal at the end. */
    void read(int done, int of);
}
