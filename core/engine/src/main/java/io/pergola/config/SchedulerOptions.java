package io.pergola.config;

import io.pergola.spi.OptionKey;
import java.util.List;

/** The keys that schedulers add as {@code schedule.<name>}. */
@FunctionalInterface
public interface SchedulerOptions {

    /** The keys of a scheduler's own section; empty if there is no such scheduler, or it has none. */
    List<OptionKey> options(String scheduler);

    /** No scheduler adds anything. */
    static SchedulerOptions none() {
        return scheduler -> List.of();
    }
}
