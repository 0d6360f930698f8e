package io.pergola.spi;

/**
 * One parameter of an {@link ExpressionFunction}. What a test gives is converted to it before the call, or refused with its place.
 *
 * @param name its name, for messages and help: letters, digits and {@code _}, not starting with a digit
 * @param type what it must be
 * @param list true if it is a list of that type
 * @param optional true if it may be left out; only the last ones may
 */
public record FunctionParameter(String name, Type type, boolean list, boolean optional) {

    /** What an argument must be, and what it is converted to. */
    public enum Type {
        /** Any value, as it is. */
        ANY,
        /** A number or truth value, as it is; a text that reads as one is converted. */
        NUM,
        /** A whole number; another number is cut towards zero. Comes as {@link io.pergola.model.Value.Int}. */
        INT,
        /** A floating point number. Comes as {@link io.pergola.model.Value.Real}. */
        FLOAT,
        /** A text; numbers and truth values are printed. Comes as {@link io.pergola.model.Value.Text}. */
        STR,
        /** A mapping, as only results hold them. Comes as {@link io.pergola.model.Value.Entries}. */
        MAPPING
    }

    /** Checks the name. */
    public FunctionParameter {
        if (!name.matches("[a-zA-Z_][a-zA-Z0-9_]*")) {
            throw new IllegalArgumentException("Not the name of a parameter: '" + name + "'");
        }
    }

    /** One value of that type. */
    public static FunctionParameter of(String name, Type type) {
        return new FunctionParameter(name, type, false, false);
    }

    /** A list of values of that type; comes as {@link io.pergola.model.Value.Items}. */
    public static FunctionParameter listOf(String name, Type type) {
        return new FunctionParameter(name, type, true, false);
    }

    /** The same parameter, which may be left out. */
    public FunctionParameter orNothing() {
        return new FunctionParameter(name, type, list, true);
    }
}
