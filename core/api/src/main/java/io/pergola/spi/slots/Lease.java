package io.pergola.spi.slots;

import java.util.Optional;

/** What somebody holds, from its claim until it is given back. Made by a claim only; safe for use by several threads. */
public interface Lease {

    /** What it holds. */
    Placement placement();

    /** The id of the job with which it ends by itself; empty for one that is given back by whoever claimed it. */
    Optional<String> job();
}
