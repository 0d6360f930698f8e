package io.pergola.spi.policy;

import java.util.Iterator;

/**
 * The pending jobs that ask for the same, in the order of their submission. Where the first of them cannot start, none of the others
 * can.
 */
public interface Lane extends Iterable<PendingJob> {

    /** The first of them. */
    PendingJob first();

    /** How many there are, at least 1. */
    int size();

    /** In their order. */
    @Override
    Iterator<PendingJob> iterator();
}
