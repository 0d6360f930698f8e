package io.pergola.spi;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The values of options, of the types that their {@link OptionKey}s ask for. Immutable.
 *
 * @param values of each option that is set or has a default; for all but a {@link OptionKey.Type#LIST} one text
 */
public record OptionValues(Map<String, List<String>> values) {

    /** Copies. */
    public OptionValues {
        values = values.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    }

    /** The text of an option; empty if it is unset and has no default. */
    public Optional<String> text(String option) {
        @Nullable List<String> texts = values.get(option);
        return texts == null || texts.isEmpty() ? Optional.empty() : Optional.of(texts.getFirst());
    }

    /**
     * The text of an option that is required or has a default.
     *
     * @throws IllegalArgumentException if it is neither, which is a mistake of the plugin
     */
    public String required(String option) {
        return text(option)
                .orElseThrow(() -> new IllegalArgumentException(
                        "The option " + option + " is not set; it must be required or have a default"));
    }

    /** The texts of a list; none if it is unset and has no default. */
    public List<String> texts(String option) {
        @Nullable List<String> texts = values.get(option);
        return texts == null ? List.of() : texts;
    }

    /** True if a {@link OptionKey.Type#BOOL} is set and true. */
    public boolean flag(String option) {
        return text(option)
                .map(text -> text.toLowerCase(Locale.ROOT).equals("true"))
                .orElse(false);
    }

    /** The number of a {@link OptionKey.Type#COUNT}; empty if it is unset and has no default. */
    public Optional<Integer> count(String option) {
        return text(option).map(Integer::valueOf);
    }
}
