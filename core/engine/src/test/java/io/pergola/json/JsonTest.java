package io.pergola.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pergola.model.Value;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JsonTest {

    private static final int ROUNDS = 2_000;
    private static final List<String> PIECES =
            List.of("a", "\"", "\\", "\n", "\u0000", "\u007f", "ä", "€", "\ud83d\ude00", "\ufeff", "{", ":", " ");

    @Test
    void readsBackWhatItWrote() {
        var random = new Random(42);
        for (int i = 0; i < ROUNDS; i++) {
            Value value = value(random, 3);
            String text = Json.write(value);
            assertEquals(value, Json.read(text));
            assertEquals(value, Json.read(stream(text)));
        }
    }

    @Test
    void picksWhatIsWanted() {
        var random = new Random(43);
        for (int i = 0; i < ROUNDS; i++) {
            var all = new LinkedHashMap<String, Value>();
            for (String key : List.of("a", "b", "c", "d")) {
                all.put(key, value(random, 2));
            }
            String text = Json.write(Value.of(all));
            assertEquals(all, Json.pick(text, _ -> true).values());
            all.keySet().removeIf(key -> key.equals("b") || key.equals("c"));
            assertEquals(
                    all,
                    Json.pick(text, key -> !key.equals("b") && !key.equals("c")).values());
            assertEquals(all, Json.first(text, Set.of("a", "d")).values());
        }
    }

    @Test
    void looksOverWhatIsNotWanted() {
        assertThrows(JsonException.class, () -> Json.pick("{\"a\":1,\"b\":[}", key -> key.equals("a")));
        assertThrows(JsonException.class, () -> Json.pick("{\"a\":1} 2", key -> key.equals("a")));
        assertThrows(JsonException.class, () -> Json.pick("[1]", key -> key.equals("a")));
        assertEquals(
                Map.of("a", Value.of(1)),
                Json.first("{\"a\":1,\"b\":[}", Set.of("a")).values());
        assertThrows(JsonException.class, () -> Json.first("{\"b\":[},\"a\":1}", Set.of("a")));
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Value value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> Value.NULL;
            case 1 -> new Value.Bool(random.nextBoolean());
            case 2 -> new Value.Int(new BigInteger(random.nextInt(100), random).negate());
            case 3 -> new Value.Real(random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20));
            case 4 -> new Value.Text(text(random));
            case 5 ->
                new Value.Items(IntStream.range(0, random.nextInt(4))
                        .mapToObj(_ -> value(random, depth - 1))
                        .toList());
            default -> entries(random, depth);
        };
    }

    private static Value entries(Random random, int depth) {
        var values = new LinkedHashMap<String, Value>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.put(text(random), value(random, depth - 1));
        }
        return new Value.Entries(values);
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    @Test
    void aPairOfEscapedSurrogatesMayStandInAKey() {
        var expected = Value.of(Map.of("x\ud83d\ude00", Value.of("\ud83d\ude00")));
        String text = "{\"x\\ud83d\\ude00\": \"\\ud83d\\ude00\"}";
        assertEquals(expected, Json.read(text));
        assertEquals(expected, Json.read(stream(text)));
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        var bytes = new ByteArrayInputStream(new byte[] {'"', (byte) 0xff, '"'});
        assertThrows(JsonException.class, () -> Json.read(bytes));
    }
}
