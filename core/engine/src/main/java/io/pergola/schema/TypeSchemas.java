package io.pergola.schema;

import io.pergola.config.Key;
import io.pergola.config.KeyType;
import io.pergola.config.NameRule;
import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * Says in JSON Schema what the types of keys allow. Nothing at all ({@code null}) is allowed everywhere, as in the files; and
 * since every scalar of a file is a text, numbers and booleans are allowed wherever a text is.
 *
 * <p>Lists of types are preferred to alternatives of schemas, as editors explain and complete them better.
 */
final class TypeSchemas {

    private static final List<String> SCALARS = List.of("string", "number", "boolean", "null");

    /** What files may write for true and false; those without quotes that YAML 1.2 takes for texts are among them. */
    private static final String FLAGS = "^([Tt]rue|[Ff]alse|TRUE|FALSE|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$";

    private static final long LARGEST_COUNT = 999_999_999;

    /** Whether lists can be extended with {@code name+}. */
    private final boolean layered;

    private final List<String> schedulers;
    private final List<String> parsers;

    /** With the names of schedulers and of the parsers that plugins add. */
    TypeSchemas(boolean layered, List<String> schedulers, List<String> parsers) {
        this.layered = layered;
        this.schedulers = schedulers;
        this.parsers = parsers;
    }

    /** A mapping of names to the same thing; not nothing. */
    Value.Entries byName(KeyType value, NameRule names) {
        return new Value.Entries(
                mapping(Value.of("object"), whole(names.pattern().pattern()), of(value)));
    }

    Value.Entries of(KeyType type) {
        return new Value.Entries(
                switch (type) {
                    case KeyType.Text text -> of(SCALARS);
                    case KeyType.Word word -> word(word);
                    case KeyType.Flag flag -> flag();
                    case KeyType.Count count -> count(count);
                    case KeyType.Texts texts -> texts();
                    case KeyType.Variables variables -> variables();
                    case KeyType.Free free -> free(free);
                    case KeyType.Section section -> section(section);
                });
    }

    private static SequencedMap<String, Value> of(List<String> types) {
        var schema = new LinkedHashMap<String, Value>();
        schema.put("type", Value.ofTexts(types));
        return schema;
    }

    private static SequencedMap<String, Value> flag() {
        SequencedMap<String, Value> schema = of(List.of("boolean", "string", "null"));
        return pattern(schema, FLAGS, new KeyType.Flag());
    }

    /** Numbers and truth values are texts to a pattern of the table, but not to one of a schema. */
    private static SequencedMap<String, Value> word(KeyType.Word word) {
        List<String> types = new ArrayList<>(List.of("string", "null"));
        if (word.pattern().matcher("0123456789").matches()) {
            types.add("integer");
        }
        if (word.pattern().matcher("True").matches()) {
            types.add("boolean");
        }
        SequencedMap<String, Value> schema = of(types);
        schema.put("minimum", Value.of(0));
        return pattern(schema, whole(word.pattern().pattern()), word);
    }

    private static SequencedMap<String, Value> count(KeyType.Count count) {
        if (count.least() < 0 || count.least() > 1) {
            throw new IllegalArgumentException("No pattern for digits of at least " + count.least());
        }
        SequencedMap<String, Value> schema = of(List.of("integer", "string", "null"));
        schema.put("minimum", Value.of(count.least()));
        schema.put("maximum", Value.of(LARGEST_COUNT));
        return pattern(schema, count.least() == 0 ? "^\\d{1,9}$" : "^(?!0+$)\\d{1,9}$", count);
    }

    /** A pattern with what it means in words, which most editors show instead of it. */
    private static SequencedMap<String, Value> pattern(
            SequencedMap<String, Value> schema, String pattern, KeyType type) {
        schema.put("pattern", Value.of(pattern));
        schema.put("patternErrorMessage", Value.of("expected " + type.expected()));
        return schema;
    }

    private static SequencedMap<String, Value> texts() {
        SequencedMap<String, Value> schema = of(with(SCALARS, "array"));
        schema.put("items", new Value.Entries(of(SCALARS)));
        return schema;
    }

    private static SequencedMap<String, Value> variables() {
        String names = KeyType.Variables.NAMES.pattern().pattern();
        var values = new LinkedHashMap<String, Value>();
        values.put(whole(names), new Value.Entries(variable()));
        values.put(whole("(?=.*\\?$)" + names), Value.of(Map.of("not", new Value.Entries(severalMappings()))));
        return mapping(Value.ofTexts(List.of("object", "null")), values);
    }

    private static SequencedMap<String, Value> variable() {
        SequencedMap<String, Value> schema = parts(with(SCALARS, "object", "array"));
        schema.put("items", new Value.Entries(parts(with(SCALARS, "object"))));
        return schema;
    }

    private static SequencedMap<String, Value> parts(List<String> types) {
        return mapping(
                Value.ofTexts(types),
                whole(KeyType.Variables.PARTS.pattern().pattern()),
                new Value.Entries(of(SCALARS)));
    }

    private static SequencedMap<String, Value> severalMappings() {
        var schema = new LinkedHashMap<String, Value>();
        schema.put("type", Value.of("array"));
        schema.put("minItems", Value.of(2));
        schema.put("items", Value.of(Map.of("type", Value.of("object"))));
        return schema;
    }

    private SequencedMap<String, Value> free(KeyType.Free free) {
        String names = free.names().pattern().pattern();
        // The + comes off before the name is looked at, and what is left must not be nothing.
        boolean extended = layered && free.value() instanceof KeyType.Texts;
        return mapping(
                Value.ofTexts(free.words() ? List.of("object", "string", "null") : List.of("object", "null")),
                extended ? "^(?!\\s*\\+$)(?:" + names + ")(\\s*\\+)?$" : whole(names),
                of(free.value()));
    }

    private static SequencedMap<String, Value> mapping(Value type, String names, Value.Entries value) {
        var values = new LinkedHashMap<String, Value>();
        values.put(names, value);
        return mapping(type, values);
    }

    private static SequencedMap<String, Value> mapping(Value type, SequencedMap<String, Value> byPattern) {
        var schema = new LinkedHashMap<String, Value>();
        schema.put("type", type);
        schema.put("patternProperties", new Value.Entries(byPattern));
        schema.put("additionalProperties", Value.of(false));
        return schema;
    }

    private SequencedMap<String, Value> section(KeyType.Section section) {
        var properties = new LinkedHashMap<String, Value>();
        var extended = new LinkedHashMap<String, Value>();
        for (Key key : keys(section)) {
            properties.put(key.name(), key(key));
            if (layered && key.type() instanceof KeyType.Texts) {
                extended.put("^" + key.name() + "\\s*\\+$", extension(key));
            }
        }
        SequencedMap<String, Value> schema = of(List.of("object", "null"));
        schema.put("properties", new Value.Entries(properties));
        if (!extended.isEmpty()) {
            schema.put("patternProperties", new Value.Entries(extended));
        }
        schema.put("additionalProperties", Value.of(false));
        return schema;
    }

    /** The fixed keys, and those that the section knows by the name of a scheduler or parser. */
    private List<Key> keys(KeyType.Section section) {
        Stream<Key> known = Stream.concat(schedulers.stream(), parsers.stream())
                .map(section::find)
                .flatMap(Optional::stream);
        return Stream.concat(section.keys().stream(), known).distinct().toList();
    }

    private Value key(Key key) {
        var schema = new LinkedHashMap<String, Value>();
        schema.put("description", Value.of(description(key)));
        schema.putAll(of(key.type()).values());
        List<String> words = key.name().equals("scheduler") ? schedulers : key.choices();
        if (!words.isEmpty()) {
            schema.put(
                    "examples",
                    new Value.Items(words.stream().map(TypeSchemas::plain).toList()));
        }
        return new Value.Entries(schema);
    }

    /** The default is a part of it: editors write what is called {@code default} into the files, and nobody reads it there. */
    private static String description(Key key) {
        String fallback = String.join(", ", key.defaults());
        return fallback.isEmpty() ? key.doc() : key.doc() + " (default: " + fallback + ")";
    }

    private Value extension(Key key) {
        var schema = new LinkedHashMap<String, Value>();
        schema.put("description", Value.of("added to the older list: " + key.doc()));
        schema.putAll(of(key.type()).values());
        return new Value.Entries(schema);
    }

    /** Editors put quotes around a text that looks like something else. */
    private static Value plain(String text) {
        return switch (text) {
            case "True" -> Value.of(true);
            case "False" -> Value.of(false);
            default -> Value.of(text);
        };
    }

    private static List<String> with(List<String> types, String... more) {
        return Stream.concat(types.stream(), Stream.of(more)).toList();
    }

    private static String whole(String pattern) {
        return "^(?:" + pattern + ")$";
    }
}
