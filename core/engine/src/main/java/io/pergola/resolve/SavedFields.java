package io.pergola.resolve;

import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import java.util.List;

/** Reads the fields of a saved test. */
final class SavedFields {

    private final Value.Entries saved;

    SavedFields(Value.Entries saved) {
        this.saved = saved;
    }

    String text(String key) {
        if (saved.values().get(key) instanceof Value.Text(String text)) {
            return text;
        }
        throw broken(key);
    }

    List<String> texts(String key) {
        if (saved.values().get(key) instanceof Value.Items(List<Value> items)) {
            return items.stream()
                    .map(item -> item instanceof Value.Text(String text) ? text : "")
                    .toList();
        }
        throw broken(key);
    }

    Value.Entries entries(String key) {
        if (saved.values().get(key) instanceof Value.Entries entries) {
            return entries;
        }
        throw broken(key);
    }

    private static ConfigException broken(String key) {
        return new ConfigException(Problem.error("the saved test has no usable '" + key + "'")
                .help("It was damaged, or written by another version of Pergola"));
    }
}
