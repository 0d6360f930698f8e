package io.pergola.json;

import io.pergola.model.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * JSON text to {@link Value} and back. Numbers without a fraction or exponent are {@link Value.Int}, all others
 * {@link Value.Real}. Infinite and undefined numbers are written as the texts {@code "inf"}, {@code "-inf"}, {@code "nan"},
 * since JSON has no words for them.
 */
public final class Json {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .build();

    private Json() {}

    /**
     * Reads one value.
     *
     * @throws JsonException if the text is not JSON, or something follows it
     */
    public static Value read(String text) {
        return read(() -> FACTORY.createParser(ObjectReadContext.empty(), text));
    }

    /**
     * Reads one value and closes the stream.
     *
     * @throws JsonException if it is not JSON, something follows it, or the stream fails
     */
    public static Value read(InputStream input) {
        Reader reader = new InputStreamReader(input, StandardCharsets.UTF_8.newDecoder());
        return read(() -> FACTORY.createParser(ObjectReadContext.empty(), reader));
    }

    /**
     * Reads those entries of an object that {@code wanted} takes, and looks the others over, which makes no values of them.
     *
     * @throws JsonException if the text is not JSON, not an object, or something follows it
     */
    public static Value.Entries pick(String text, Predicate<String> wanted) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            begin(parser);
            var values = new LinkedHashMap<String, Value>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                parser.nextToken();
                if (wanted.test(key)) {
                    values.put(key, value(parser));
                } else {
                    parser.skipChildren();
                }
            }
            end(parser);
            return new Value.Entries(values);
        } catch (JacksonException e) {
            throw new JsonException(String.valueOf(e.getOriginalMessage()));
        }
    }

    /**
     * Reads the entries of an object that have these keys, and nothing that stands behind the last of them.
     *
     * @throws JsonException if what was read is not JSON, or not of an object
     */
    public static Value.Entries first(String text, Set<String> keys) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            begin(parser);
            var values = new LinkedHashMap<String, Value>();
            while (values.size() < keys.size() && parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                parser.nextToken();
                if (keys.contains(key)) {
                    values.put(key, value(parser));
                } else {
                    parser.skipChildren();
                }
            }
            return new Value.Entries(values);
        } catch (JacksonException e) {
            throw new JsonException(String.valueOf(e.getOriginalMessage()));
        }
    }

    private static void begin(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new JsonException("not an object");
        }
    }

    private static void end(JsonParser parser) {
        if (parser.nextToken() != null) {
            throw new JsonException("something follows the value");
        }
    }

    /** By characters: Jackson's parser of bytes refuses a key with an escaped pair of surrogates. */
    private static Value read(Supplier<JsonParser> source) {
        try (JsonParser parser = source.get()) {
            parser.nextToken();
            Value value = value(parser);
            end(parser);
            return value;
        } catch (JacksonException e) {
            throw new JsonException(String.valueOf(e.getOriginalMessage()));
        }
    }

    private static Value value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new JsonException("the text is empty");
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new Value.Text(parser.getString());
            case VALUE_NUMBER_INT -> new Value.Int(whole(parser));
            case VALUE_NUMBER_FLOAT -> new Value.Real(real(parser));
            case VALUE_TRUE -> new Value.Bool(true);
            case VALUE_FALSE -> new Value.Bool(false);
            case VALUE_NULL -> Value.NULL;
            default -> throw new JsonException("unexpected " + token);
        };
    }

    private static BigInteger whole(JsonParser parser) {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? parser.getBigIntegerValue()
                : BigInteger.valueOf(parser.getLongValue());
    }

    /** By the JDK: the parser's own way is faster for many numbers, but takes 10 ms to get ready for the first. */
    private static double real(JsonParser parser) {
        return parser.isNaN() ? parser.getDoubleValue() : Double.parseDouble(parser.getString());
    }

    private static Value object(JsonParser parser) {
        var values = new LinkedHashMap<String, Value>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            values.put(key, value(parser));
        }
        return new Value.Entries(values);
    }

    private static Value array(JsonParser parser) {
        List<Value> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(parser));
        }
        return new Value.Items(values);
    }

    /** One line of JSON, without a line end. */
    public static String write(Value value) {
        var text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(value, generator);
        }
        return text.toString();
    }

    /**
     * Writes one line of JSON as UTF-8, without a line end, and leaves the stream open.
     *
     * @throws IOException if the stream fails
     */
    public static void write(Value value, OutputStream output) throws IOException {
        output.write(write(value).getBytes(StandardCharsets.UTF_8));
    }

    /** Asks for the frequent kinds first and by plain comparison: the most that is written is written by code that is not warm. */
    private static void write(Value value, JsonGenerator generator) {
        if (value instanceof Value.Text(String text)) {
            generator.writeString(text);
        } else if (value instanceof Value.Entries(var values)) {
            generator.writeStartObject();
            for (Map.Entry<String, Value> entry : values.entrySet()) {
                generator.writeName(entry.getKey());
                write(entry.getValue(), generator);
            }
            generator.writeEndObject();
        } else if (value instanceof Value.Items(List<Value> values)) {
            generator.writeStartArray();
            for (Value item : values) {
                write(item, generator);
            }
            generator.writeEndArray();
        } else {
            writeScalar(value, generator);
        }
    }

    private static void writeScalar(Value value, JsonGenerator generator) {
        switch (value) {
            case Value.Null() -> generator.writeNull();
            case Value.Bool(boolean flag) -> generator.writeBoolean(flag);
            case Value.Int(var number) -> write(number, generator);
            case Value.Real(double number) -> write(number, generator);
            default -> throw new IllegalStateException("no scalar: " + value);
        }
    }

    private static void write(BigInteger number, JsonGenerator generator) {
        if (number.bitLength() < Long.SIZE) {
            generator.writeNumber(number.longValue());
        } else {
            generator.writeNumber(number);
        }
    }

    private static void write(double number, JsonGenerator generator) {
        if (Double.isNaN(number)) {
            generator.writeString("nan");
        } else if (Double.isInfinite(number)) {
            generator.writeString(number > 0 ? "inf" : "-inf");
        } else {
            generator.writeNumber(number);
        }
    }
}
