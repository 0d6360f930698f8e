package io.pergola.config;

import java.util.List;

/**
 * One key that may stand in a configuration file.
 *
 * @param name as it is written
 * @param type what may stand there
 * @param defaults what holds if nobody sets it: no text, one, or for a list any number
 * @param doc one line for people
 * @param immediate true if its value, and all below it, must be known before the job starts
 * @param choices words that it knows, for editors to offer; expressions and, for some keys, other texts may stand there too
 */
public record Key(
        String name, KeyType type, List<String> defaults, String doc, boolean immediate, List<String> choices) {

    /** Copies the lists. */
    public Key {
        defaults = List.copyOf(defaults);
        choices = List.copyOf(choices);
    }

    /** Without words of its own. */
    public Key(String name, KeyType type, List<String> defaults, String doc, boolean immediate) {
        this(name, type, defaults, doc, immediate, List.of());
    }

    /** The same key, not to be left to the job. */
    Key now() {
        return new Key(name, type, defaults, doc, true, choices);
    }

    /** The same key, with words that it knows. */
    Key knows(String... words) {
        return new Key(name, type, defaults, doc, immediate, List.of(words));
    }

    static Key text(String name, String doc) {
        return new Key(name, new KeyType.Text(), List.of(), doc, false);
    }

    static Key text(String name, String fallback, String doc) {
        return new Key(name, new KeyType.Text(), List.of(fallback), doc, false);
    }

    static Key flag(String name, boolean fallback, String doc) {
        return new Key(name, new KeyType.Flag(), List.of(fallback ? "True" : "False"), doc, false);
    }

    static Key count(String name, int least, String fallback, String doc) {
        return new Key(name, new KeyType.Count(least), List.of(fallback), doc, false);
    }

    static Key list(String name, String doc) {
        return new Key(name, new KeyType.Texts(), List.of(), doc, false);
    }

    static Key list(String name, List<String> fallback, String doc) {
        return new Key(name, new KeyType.Texts(), fallback, doc, false);
    }

    static Key free(String name, KeyType value, NameRule names, String doc) {
        return new Key(name, new KeyType.Free(value, names, false), List.of(), doc, false);
    }

    static Key section(String name, String doc, List<Key> keys) {
        return new Key(name, new KeyType.Section(keys), List.of(), doc, false);
    }
}
