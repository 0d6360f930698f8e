package io.pergola.config;

import io.pergola.yaml.Span;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the layers say of one variable.
 *
 * @param items the value; null if there are only defaults
 * @param fallback items that hold if there is no value; null if there are none
 * @param parts defaults for sub-values, by name; empty if there are none
 * @param origin who set or last extended the value, or the default where there is no value
 */
public record VariableSetting(
        @Nullable List<Item> items,
        @Nullable List<Item> fallback,
        SequencedMap<String, Setting.Text> parts,
        Origin origin) {

    /** One item: a text, or named texts. Null texts are values that somebody else has to give. */
    public sealed interface Item {

        /** Who wrote it. */
        Origin origin();

        /** A text. */
        record Plain(Setting.Text text) implements Item {
            @Override
            public Origin origin() {
                return text.origin();
            }
        }

        /** Named texts. */
        record Parts(SequencedMap<String, Setting.Text> parts, Origin origin) implements Item {

            /** Copies the mapping. */
            public Parts {
                parts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parts));
            }
        }
    }

    /** Copies. */
    public VariableSetting {
        items = items == null ? null : List.copyOf(items);
        fallback = fallback == null ? null : List.copyOf(fallback);
        parts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parts));
    }

    /** Where it was last set. */
    public @Nullable Span span() {
        return origin.span();
    }
}
