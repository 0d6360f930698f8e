package io.pergola.expr;

import java.util.List;

/** Where a repetition stands: an index for each of its variables. Counts like an odometer, the last variable fastest. */
final class Loop {

    /** No repetition: every variable stands at its first item. */
    static final Loop NONE = new Loop(List.of(), new int[0]);

    private final List<VariableReference> variables;
    private final int[] sizes;
    private final int[] indexes;

    Loop(List<VariableReference> variables, int[] sizes) {
        this.variables = variables;
        this.sizes = sizes;
        this.indexes = new int[sizes.length];
    }

    int index(VariableReference reference) {
        return indexes.length == 0 ? 0 : search(reference);
    }

    private int search(VariableReference reference) {
        for (int i = 0; i < indexes.length; i++) {
            if (variables.get(i).sameVariable(reference)) {
                return indexes[i];
            }
        }
        return 0;
    }

    /** Goes on to the next combination; false after the last one. */
    boolean advance() {
        for (int i = indexes.length - 1; i >= 0; i--) {
            if (++indexes[i] < sizes[i]) {
                return true;
            }
            indexes[i] = 0;
        }
        return false;
    }
}
