package io.pergola.spi;

import java.util.List;

/**
 * What a scheduler is.
 *
 * @param name the word that tests write after {@code scheduler:}; letters, digits and {@code _}
 * @param description one sentence for {@code show schedulers}
 * @param options the keys of its own section {@code schedule.<name>}; empty if it has none
 */
public record SchedulerInfo(String name, String description, List<OptionKey> options) {

    /** Checks the name and copies. */
    public SchedulerInfo {
        if (!name.matches("\\w+")) {
            throw new IllegalArgumentException("A scheduler's name is made of letters, digits and _: '" + name + "'");
        }
        options = List.copyOf(options);
    }
}
