package io.pergola.results;

import io.pergola.model.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/** How the values of several files become one. */
enum PerFile {
    FIRST,
    LAST,
    NAME,
    NAME_LIST,
    LIST,
    ANY,
    ALL;

    /**
     * The one value of all files. For {@link #NAME} there is no one value, and it is asked for by the caller.
     *
     * @param values what each file gave, in the order of the files; for first and last there must be one
     */
    Value combine(SequencedMap<Path, Value> values) {
        return switch (this) {
            case FIRST -> first(List.copyOf(values.sequencedValues()));
            case LAST -> first(List.copyOf(values.sequencedValues()).reversed());
            case LIST -> list(values);
            case ANY -> Value.of(values.values().stream().anyMatch(Action::isMatch));
            case ALL -> Value.of(values.values().stream().allMatch(Action::isMatch));
            case NAME_LIST -> names(values);
            case NAME -> throw new IllegalStateException("kept by file");
        };
    }

    private static Value first(List<Value> values) {
        return values.stream()
                .filter(value -> !Action.isEmpty(value))
                .findFirst()
                .orElse(values.getFirst());
    }

    private static Value list(SequencedMap<Path, Value> values) {
        List<Value> all = new ArrayList<>();
        for (Value value : values.values()) {
            if (value instanceof Value.Items items) {
                all.addAll(items.values());
            } else {
                all.add(value);
            }
        }
        return new Value.Items(all);
    }

    private static Value names(SequencedMap<Path, Value> values) {
        return Value.ofTexts(values.entrySet().stream()
                .filter(entry -> Action.isMatch(entry.getValue()))
                .map(entry -> nameOf(entry.getKey()))
                .toList());
    }

    /** The file's name up to its first dot, in lower case, with {@code _} for whatever is neither letter nor digit. */
    static String nameOf(Path file) {
        Path last = file.getFileName();
        String name = last == null ? "" : last.toString();
        int dot = name.indexOf('.');
        return (dot < 0 ? name : name.substring(0, dot))
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]", "_");
    }
}
