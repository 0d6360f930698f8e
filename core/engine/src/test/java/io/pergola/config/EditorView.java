package io.pergola.config;

import io.pergola.json.Json;
import io.pergola.model.Value;
import io.pergola.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.regex.Pattern;

/** What an editor makes of a file before it holds it to a schema: JSON, by the core schema of YAML 1.2. */
final class EditorView {

    private static final Pattern NULL = Pattern.compile("|~|null|Null|NULL");
    private static final Pattern BOOL = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern BASED = Pattern.compile("0(?:o[0-7]+|x[0-9a-fA-F]+)");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");

    private EditorView() {}

    static String json(YamlNode node) {
        return Json.write(of(node));
    }

    private static Value of(YamlNode node) {
        return switch (node) {
            case YamlNode.Mapping mapping -> {
                var entries = new LinkedHashMap<String, Value>();
                mapping.entries().forEach(entry -> entries.put(entry.name(), of(entry.value())));
                yield new Value.Entries(entries);
            }
            case YamlNode.Sequence sequence ->
                new Value.Items(sequence.items().stream().map(EditorView::of).toList());
            case YamlNode.Scalar scalar
            when scalar.style() == YamlNode.Style.PLAIN -> plain(scalar.span().text());
            case YamlNode.Scalar scalar -> Value.of(scalar.value().orElse(""));
        };
    }

    /** The letters of the file, for the reader has already changed some words. */
    private static Value plain(String written) {
        if (NULL.matcher(written).matches()) {
            return Value.NULL;
        }
        if (BOOL.matcher(written).matches()) {
            return Value.of(Boolean.parseBoolean(written));
        }
        if (INTEGER.matcher(written).matches()) {
            return Json.read(new java.math.BigInteger(written.replaceFirst("^\\+", "")).toString());
        }
        if (BASED.matcher(written).matches()) {
            return Value.of(Long.parseLong(written.substring(2), written.charAt(1) == 'x' ? 16 : 8));
        }
        return FLOAT.matcher(written).matches() ? Value.of(Double.parseDouble(written)) : Value.of(written);
    }
}
