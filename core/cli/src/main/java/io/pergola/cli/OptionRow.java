package io.pergola.cli;

import io.pergola.model.Value;
import io.pergola.spi.OptionKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/** An option of a scheduler or parser in a listing. */
final class OptionRow {

    private OptionRow() {}

    static Value.Entries of(OptionKey option) {
        return of(
                option.name(), option.type().name().toLowerCase(Locale.ROOT), option.defaults(), option.description());
    }

    static Value.Entries of(String name, String type, List<String> defaults, String description) {
        var row = new LinkedHashMap<String, Value>();
        row.put("name", Value.of(name));
        row.put("type", Value.of(type));
        row.put("default", Value.ofTexts(defaults));
        row.put("description", Value.of(description));
        return new Value.Entries(row);
    }
}
