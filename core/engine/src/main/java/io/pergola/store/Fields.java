package io.pergola.store;

import io.pergola.json.Json;
import io.pergola.json.JsonException;
import io.pergola.model.StoreException;
import io.pergola.model.Value;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A JSON object on its way to or from a file. Reading takes what is there: a missing field is empty, not an error. */
final class Fields {

    private final LinkedHashMap<String, Value> values;

    Fields() {
        this.values = new LinkedHashMap<>();
    }

    private Fields(Value.Entries entries) {
        this.values = new LinkedHashMap<>(entries.values());
    }

    /** Empty if the bytes are not a JSON object. */
    static Optional<Fields> parse(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        // What stands for bytes that are no text may also have been in the file: a strict reader knows.
        return text.indexOf('\uFFFD') < 0 ? parse(text) : parse(() -> Json.read(new ByteArrayInputStream(content)));
    }

    /** Empty if the text is not a JSON object. */
    static Optional<Fields> parse(String text) {
        return parse(() -> Json.read(text));
    }

    private static Optional<Fields> parse(Supplier<Value> content) {
        try {
            return content.get() instanceof Value.Entries entries ? Optional.of(new Fields(entries)) : Optional.empty();
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    /** Of a file that must hold a JSON object if it is there. */
    static Optional<Fields> read(Disk disk, Path file) {
        return disk.read(file).map(content -> parse(content).orElseThrow(() -> notJson(file)));
    }

    /** As {@link #read}, the values of these keys only; what stands behind them need not be JSON. */
    static Optional<Fields> readFirst(Disk disk, Path file, Set<String> keys) {
        return disk.read(file).map(content -> {
            try {
                return new Fields(Json.first(new String(content, StandardCharsets.UTF_8), keys));
            } catch (JsonException e) {
                throw notJson(file);
            }
        });
    }

    private static StoreException notJson(Path file) {
        return new StoreException(
                "Cannot read " + file + ": it is not a JSON object. Somebody may have edited it; restore or remove it",
                null);
    }

    Fields put(String key, String value) {
        return put(key, Value.of(value));
    }

    Fields put(String key, Instant time) {
        return put(key, Stamp.value(time));
    }

    Fields put(String key, Value value) {
        values.put(key, value);
        return this;
    }

    Fields putNumbers(String key, List<Integer> numbers) {
        return put(key, new Value.Items(numbers.stream().map(Value::of).toList()));
    }

    String text(String key) {
        return values.get(key) instanceof Value.Text(String text) ? text : "";
    }

    Instant time(String key) {
        return Stamp.of(values.get(key));
    }

    int number(String key) {
        return number(key, 0);
    }

    int number(String key, int otherwise) {
        return values.get(key) instanceof Value.Int(var number) ? number.intValue() : otherwise;
    }

    List<Integer> numbers(String key) {
        List<Integer> numbers = new ArrayList<>();
        if (values.get(key) instanceof Value.Items(List<Value> items)) {
            for (Value item : items) {
                if (item instanceof Value.Int(var number)) {
                    numbers.add(number.intValue());
                }
            }
        }
        return List.copyOf(numbers);
    }

    Value.Entries entries(String key) {
        return values.get(key) instanceof Value.Entries entries ? entries : new Value.Entries(new LinkedHashMap<>());
    }

    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (value instanceof Value.Text(String text)) {
                texts.put(key, text);
            }
        });
        return texts;
    }

    Value.Entries toEntries() {
        return new Value.Entries(values);
    }

    /** One line of JSON. */
    byte[] toBytes() {
        return bytes(toEntries());
    }

    static byte[] bytes(Value.Entries entries) {
        return (Json.write(entries) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static String textOf(@Nullable Value value) {
        return value instanceof Value.Text(String text) ? text : "";
    }
}
