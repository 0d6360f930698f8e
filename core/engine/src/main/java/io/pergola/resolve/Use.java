package io.pergola.resolve;

import io.pergola.expr.Template;
import io.pergola.expr.VariableReference;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a text uses of a variable: never less than its evaluation will ask for.
 *
 * @param set the set it names; null if none
 * @param name the variable
 * @param items the indexes it uses, negative ones from the end; null for all
 * @param sub the sub-value it uses; null for whatever the items are
 */
record Use(
        @Nullable String set,
        String name,
        @Nullable List<Integer> items,
        @Nullable String sub) {

    /** Repeats a body for all items of what stands in it without an index. */
    private static final String REPETITION = "[~";

    static List<Use> of(Template template) {
        List<Use> uses = new ArrayList<>();
        for (VariableReference reference : template.references()) {
            uses.add(new Use(reference.set(), reference.name(), items(reference, template.source()), reference.sub()));
        }
        return uses;
    }

    private static @Nullable List<Integer> items(VariableReference reference, String source) {
        return switch (reference.selection()) {
            case NONE -> source.contains(REPETITION) ? null : List.of(0);
            case MANY -> null;
            case ONE -> indexes(reference.name(), source);
        };
    }

    /** All indexes that stand behind the name; all items if one of them is computed. */
    private static @Nullable List<Integer> indexes(String name, String source) {
        Matcher matcher = Pattern.compile("\\b" + name + "(?:\\.(\\d{1,9})\\b|\\[ *(-?\\d{1,9}) *\\]|(\\[))")
                .matcher(source);
        List<Integer> found = new ArrayList<>();
        while (matcher.find()) {
            if (matcher.group(3) != null) {
                return null;
            }
            found.add(Integer.valueOf(matcher.group(1) == null ? matcher.group(2) : matcher.group(1)));
        }
        return found.isEmpty() ? null : found;
    }

    /** {@code SET.NAME} or {@code NAME}. */
    String shown() {
        String variable = set == null ? name : set + "." + name;
        return sub == null ? variable : variable + "." + sub;
    }
}
