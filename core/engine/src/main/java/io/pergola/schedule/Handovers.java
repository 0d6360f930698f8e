package io.pergola.schedule;

import io.pergola.store.SeriesDirectory;
import io.pergola.store.Store;

/** Sees to it that what waits in a series is handed over one day. */
@FunctionalInterface
public interface Handovers {

    /** Leaves that to others. */
    Handovers NONE = (store, series) -> {};

    /** Has somebody hand over what waits, unless somebody does. Returns at once. */
    void resume(Store store, SeriesDirectory series);
}
