package io.pergola.expr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.Value;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Numbers print, format and compute as in Python: random values and formats, with what Python 3.11 gave for them. In the file {@code
 * {"i": "5"}} is a whole number, {@code {"f": "5.0"}} a floating point number, null an error.
 */
final class PythonNumbersTest {

    @Test
    void formatsGiveTheSameText() throws IOException {
        check(
                "formats",
                1500,
                row -> attempt(() -> {
                    String spec = text(row.get(1));
                    return Value.of(Formatter.format(number(row.get(0)), FormatSpec.parse(spec, 0, spec.length())));
                }));
    }

    @Test
    void textsReadAsTheNearestNumber() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String digits = String.valueOf(random.nextLong() >>> (1 + random.nextInt(62)));
            int point = random.nextInt(digits.length() + 1);
            String text =
                    (random.nextInt(4) == 0 ? "-" : "") + digits.substring(0, point) + "." + digits.substring(point);
            assertEquals(Value.of(Double.parseDouble(text)), Numbers.convert(Value.of(text)), text);
            String whole = (random.nextBoolean() ? "-" : "+") + digits;
            assertEquals(new Value.Int(new BigInteger(whole)), Numbers.convert(Value.of(" " + whole + " ")), whole);
        }
    }

    @Test
    void operatorsGiveTheSameValue() throws IOException {
        check(
                "operations",
                2000,
                row -> attempt(() -> {
                    Operator operator = Stream.of(Operator.values())
                            .filter(known -> known.symbol().equals(text(row.get(1))))
                            .findFirst()
                            .orElseThrow();
                    return Operations.apply(operator, number(row.get(0)), number(row.get(2)));
                }));
    }

    @Test
    void roundingToPlacesGivesTheSameValue() throws IOException {
        check("rounds", 300, row -> Functions.builtIn()
                .find("round_dig")
                .orElseThrow()
                .call(List.of(number(row.get(0)), row.get(1))));
    }

    @Test
    void printingGivesTheSameTextAndReadsBackTheSame() throws IOException {
        List<Value> rows = section("prints");
        assertEquals(600, rows.size());
        for (Value row : rows) {
            Value read = Numbers.convert(row);
            assertEquals(row, Value.of(Printing.print(read)));
        }
    }

    private interface Attempt {
        Value run();
    }

    private static Value attempt(Attempt attempt) {
        try {
            return attempt.run();
        } catch (ArgumentException | ExpressionException e) {
            return Value.NULL;
        }
    }

    private static void check(String section, int count, Function<List<Value>, Value> action) throws IOException {
        var wrong = new ArrayList<String>();
        List<Value> rows = section(section);
        for (Value row : rows) {
            List<Value> cells = ((Value.Items) row).values();
            Value given = action.apply(cells);
            if (!same(given, number(cells.getLast()))) {
                wrong.add(Json.write(row) + " gave " + given);
            }
        }
        assertEquals(count, rows.size());
        assertTrue(wrong.isEmpty(), () -> wrong.size() + " differ:\n" + String.join("\n", wrong));
    }

    /** The last digit may differ: libraries of mathematics do not round powers alike. */
    private static boolean same(Value some, Value other) {
        if (some instanceof Value.Real(double a) && other instanceof Value.Real(double b)) {
            return Double.compare(a, b) == 0 || Math.abs(a - b) <= 2 * Math.ulp(b);
        }
        return some.equals(other);
    }

    private static Value number(Value cell) {
        if (!(cell instanceof Value.Entries(Map<String, Value> tagged))) {
            return cell;
        }
        Value whole = tagged.get("i");
        return whole == null
                ? Numbers.convert(Objects.requireNonNull(tagged.get("f")))
                : new Value.Int(new BigInteger(text(whole)));
    }

    private static String text(Value value) {
        return Printing.print(value);
    }

    private static List<Value> section(String name) throws IOException {
        try (InputStream input = PythonNumbersTest.class.getResourceAsStream("/expr/python.json")) {
            Value.Entries all = (Value.Entries) Json.read(Objects.requireNonNull(input));
            return ((Value.Items) Objects.requireNonNull(all.values().get(name))).values();
        }
    }
}
