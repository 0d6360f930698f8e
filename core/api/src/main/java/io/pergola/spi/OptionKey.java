package io.pergola.spi;

import java.util.List;

/**
 * One key of a scheduler's own section, or one argument of a {@link ResultParser}. Its value reaches the plugin as text (or as
 * several texts), after variables were filled in.
 *
 * @param name lower-case letters, digits and {@code _}
 * @param type what may stand there
 * @param defaults what holds if nothing is written: no text, one, or for a {@link Type#LIST} any number
 * @param description one sentence
 */
public record OptionKey(String name, Type type, List<String> defaults, String description) {

    /** What may stand in an option. */
    public enum Type {
        /** Any text. */
        TEXT,
        /** A whole number of at least 0 and below 10<sup>9</sup>. */
        COUNT,
        /** {@code true} or {@code false}. */
        BOOL,
        /** Any number of texts. */
        LIST
    }

    /** Checks the name and copies. */
    public OptionKey {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("Not an option name: '" + name + "'");
        }
        defaults = List.copyOf(defaults);
    }
}
