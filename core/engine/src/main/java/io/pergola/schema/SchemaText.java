package io.pergola.schema;

import io.pergola.json.Json;
import io.pergola.model.Value;
import java.util.Map;

/** JSON for people: indented, but lists on one line. */
final class SchemaText {

    private static final String STEP = "  ";

    private SchemaText() {}

    /** With a line end at its end. */
    static String of(Value value) {
        var text = new StringBuilder();
        write(value, "\n", text);
        return text.append('\n').toString();
    }

    private static void write(Value value, String lineStart, StringBuilder text) {
        if (!(value instanceof Value.Entries(var entries)) || entries.isEmpty()) {
            text.append(Json.write(value));
            return;
        }
        String separator = "{";
        for (Map.Entry<String, Value> entry : entries.entrySet()) {
            text.append(separator).append(lineStart).append(STEP);
            text.append(Json.write(Value.of(entry.getKey()))).append(": ");
            write(entry.getValue(), lineStart + STEP, text);
            separator = ",";
        }
        text.append(lineStart).append('}');
    }
}
