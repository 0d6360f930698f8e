package io.pergola.results;

import io.pergola.json.Json;
import io.pergola.json.JsonException;
import io.pergola.model.Value;
import io.pergola.spi.ResultLines;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A JSON document within a file, as a value. */
final class JsonDocument {

    /** With the text itself they fit into the memory of a pilot. */
    private static final int MOST_VALUES = 2_000_000;

    private JsonDocument() {}

    static Value read(ResultLines lines, Optional<Pattern> stopAt) throws IOException, Document.RefusedException {
        String text = new Document("JSON", stopAt).read(lines);
        if (values(text) > MOST_VALUES) {
            throw new Document.RefusedException("the JSON document has more than " + MOST_VALUES
                    + " values; a tool such as jq can make it smaller");
        }
        try {
            return Json.read(text);
        } catch (JsonException e) {
            throw new Document.RefusedException("this is not JSON: " + e.getMessage());
        }
    }

    /** Each value but the first stands behind a comma or is the first of a list or mapping. */
    private static long values(String text) {
        long values = 1;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '[' || c == '{')) {
                values++;
            }
        }
        return values;
    }
}
