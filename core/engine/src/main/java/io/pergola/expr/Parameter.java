package io.pergola.expr;

/**
 * One parameter of an {@link ExpressionFunction}. An argument is converted before the call, or refused.
 *
 * @param name its name, for messages and help
 * @param kind what it must be
 * @param many true if it is a list of that kind
 * @param optional true if it may be left out; only at the end
 */
public record Parameter(String name, Kind kind, boolean many, boolean optional) {

    /** What an argument must be, and what it is converted to. */
    public enum Kind {
        /** Any value, as it is. */
        ANY("any"),
        /** Whole and floating point numbers and truth values, as they are; texts that read as one are converted. */
        NUM("num"),
        /** A whole number; others are cut towards zero. */
        INT("int"),
        /** A floating point number. */
        FLOAT("float"),
        /** A text; other scalars are printed. */
        STR("str"),
        /** A mapping, as it is. */
        MAPPING("mapping");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** One value of that kind. */
    public static Parameter of(String name, Kind kind) {
        return new Parameter(name, kind, false, false);
    }

    /** A list of values of that kind. */
    public static Parameter listOf(String name, Kind kind) {
        return new Parameter(name, kind, true, false);
    }

    /** One value of that kind, or none. */
    public static Parameter maybe(String name, Kind kind) {
        return new Parameter(name, kind, false, true);
    }

    /** Such as {@code values: [num]} or {@code item_key: str?}. */
    @Override
    public String toString() {
        return name + ": " + (many ? "[" + kind.word + "]" : kind.word) + (optional ? "?" : "");
    }
}
