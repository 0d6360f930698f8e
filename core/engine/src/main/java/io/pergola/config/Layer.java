package io.pergola.config;

import java.util.Locale;

/**
 * One of the things that are laid over each other to make a test.
 *
 * @param kind what it is
 * @param name its name: of the host, the mode, the test, or the text of the override
 */
public record Layer(Kind kind, String name) {

    /** Kinds, weakest first. */
    public enum Kind {
        /** The table of keys. */
        DEFAULT,
        /** A file of {@code os/}, or an entry of a suite's own. */
        OS,
        /** A file of {@code hosts/}, or an entry of a suite's own. */
        HOST,
        /** A test of a suite: the one that runs, or an ancestor. */
        TEST,
        /** A file of {@code modes/}, or an entry of a suite's own. */
        MODE,
        /** {@code -c} on the command line. */
        OVERRIDE,
        /** {@code default_results} of the site. */
        SITE,
        /** A file of references. */
        REFERENCES
    }

    /** What nobody set. */
    public static final Layer DEFAULT = new Layer(Kind.DEFAULT, "default");

    /** For people: {@code mode 'quick'}. */
    @Override
    public String toString() {
        return kind == Kind.DEFAULT ? name : kind.name().toLowerCase(Locale.ROOT) + " '" + name + "'";
    }
}
