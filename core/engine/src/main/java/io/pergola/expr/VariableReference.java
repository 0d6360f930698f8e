package io.pergola.expr;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A variable as a string or expression names it: {@code [SET.]NAME[SELECTION][.SUB]}.
 *
 * @param set {@code var}, {@code sys}, {@code pav} or {@code sched}; null if it is not given, so that the scope's order decides
 * @param name the name of the variable
 * @param selection which of its items are meant
 * @param sub the sub-value that is meant; null for an item without parts
 * @param start the offset of its first character in the parsed text
 * @param end the offset after its last character
 */
public record VariableReference(
        @Nullable String set,
        String name,
        Selection selection,
        @Nullable String sub,
        int start,
        int end) {

    /** Which items of a variable a reference means. */
    public enum Selection {
        /** No index: item 0, or in a repetition each item in turn. */
        NONE,
        /** One item by its index. */
        ONE,
        /** A list of items: {@code .*} or a slice. */
        MANY
    }

    /** {@code NAME} or {@code SET.NAME}, as it was written. */
    public String qualifiedName() {
        return set == null ? name : set + "." + name;
    }

    VariableReference at(int newStart, int newEnd) {
        return new VariableReference(set, name, selection, sub, newStart, newEnd);
    }

    /** True if both name the same variable in the same words; items, sub-values and places may differ. */
    public boolean sameVariable(VariableReference other) {
        return name.equals(other.name) && Objects.equals(set, other.set);
    }
}
