package io.pergola.select;

import io.pergola.store.Store;
import java.util.Collection;
import java.util.Optional;

/** The working directories of a site, by the label of their configuration area. */
public interface Stores {

    /** The one of a label; empty if there is no such label. */
    Optional<Store> store(String label);

    /** All labels, the main one first. */
    Collection<String> labels();
}
