package io.pergola.schema;

import java.util.Locale;

/** The kinds of files that have a schema. */
public enum SchemaKind {
    /** {@code suites/NAME.yaml}: tests by name. */
    SUITE("tests by name"),
    /** {@code hosts/NAME.yaml}, {@code os/NAME.yaml}, {@code modes/NAME.yaml}: the settings of one test, without its name. */
    LAYER("what a host, an operating system or a mode changes in tests"),
    /** {@code series/NAME.yaml}. */
    SERIES("sets of tests, and in which order they run"),
    /** {@code references/NAME.yaml}, and whatever else {@code reference_file} names. */
    REFERENCES("what figures of tests should be"),
    /** {@code pergola.yaml}. */
    SITE("the settings of a site");

    private final String meaning;

    SchemaKind(String meaning) {
        this.meaning = meaning;
    }

    /** As it is written on a command line: {@code suite}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The file that holds its schema. */
    public String fileName() {
        return "pergola-" + word() + ".schema.json";
    }

    /** What such a file holds. */
    public String meaning() {
        return meaning;
    }
}
