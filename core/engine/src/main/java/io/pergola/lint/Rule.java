package io.pergola.lint;

/** The kinds of things that lint finds. Names are part of the output. */
public enum Rule {
    /** Unreadable, unknown keys, wrong types, duplicates. */
    STRUCTURE("structure", "The file cannot be read, or does not have the form that is expected"),
    /** Strings. */
    EXPRESSION("expression", "A text with an expression is not well formed"),
    /** What resolving finds. */
    RESOLUTION("resolution", "The test cannot be resolved"),
    /** See {@code docs/differences.md}. */
    YAML_SCALAR("yaml-scalar", "YAML 1.1, and so Pavilion2, reads this value as something else than its text"),
    /** Nobody uses it. */
    UNUSED_VARIABLE("unused-variable", "A variable is set but nothing uses it"),
    /** Runs that do the same. */
    UNUSED_PERMUTATION("unused-permutation", "A test is permuted over a variable that nothing uses"),
    /** Never true. */
    UNREACHABLE_CONDITION("unreachable-condition", "A condition always or never holds, whatever the machine"),
    /** Only from outside. */
    OPEN_VARIABLE("open-variable", "A variable has no value unless the command line gives it one"),
    /** Another one has its name. */
    HIDDEN_SUITE("hidden-suite", "A suite is never run, since another one of the same name is found first"),
    /** No such thing on this machine. */
    UNKNOWN_HERE("unknown-here", "Something that the test needs is not there on this machine"),
    /** The site's configuration. */
    SITE("site", "Something is odd about the site's configuration");

    private final String id;
    private final String meaning;

    Rule(String id, String meaning) {
        this.id = id;
        this.meaning = meaning;
    }

    /** As JSON and SARIF name it. */
    public String id() {
        return id;
    }

    /** One sentence without a full stop. */
    public String meaning() {
        return meaning;
    }
}
