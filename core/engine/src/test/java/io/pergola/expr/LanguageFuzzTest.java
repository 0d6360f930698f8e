package io.pergola.expr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.Value;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever is written, only the two exceptions of the language come out, with offsets inside the text. Seeds are fixed. */
final class LanguageFuzzTest {

    private static final long MOST_NANOS = 3_000_000_000L;
    private static final int ROUNDS = 20_000;
    private static final String CHARACTERS = "{}[]~\\\"'()*+-/%^.,:;<>=! \t\nabilsv019_TrueFalsnotdr\u00e9\ud83d\ude00";

    private static final Scope SCOPE = Scopes.of("i", "7", "l", "1|2|3", "s", "abc", "b", "True", "f", "2.5");
    private static final Value.Entries RESULTS = new Value.Entries(new java.util.LinkedHashMap<>(
            Map.of("a", Value.of(1), "l", Value.ofTexts(List.of("1", "x")), "s", Value.of("text"), "n", Value.NULL)));

    private static final List<String> SEEDS = new ArrayList<>();

    @BeforeAll
    static void readSeeds() throws IOException {
        try (InputStream input = LanguageFuzzTest.class.getResourceAsStream("/conformance/strings.json")) {
            var all = (Value.Entries) Json.read(Objects.requireNonNull(input));
            for (Value aCase :
                    ((Value.Items) Objects.requireNonNull(all.values().get("cases"))).values()) {
                SEEDS.add(Printing.print(
                        Objects.requireNonNull(((Value.Entries) aCase).values().get("in"))));
            }
        }
    }

    @Test
    void mutatedCasesOfTheCorpusNeverCrash() {
        var random = new Random(1);
        long deadline = System.nanoTime() + MOST_NANOS;
        int tried = 0;
        for (int i = 0; i < ROUNDS && System.nanoTime() < deadline; i++) {
            tryAll(mutated(random));
            tried++;
        }
        assertTrue(tried > 100, "only " + tried + " texts were tried");
    }

    @Test
    void randomTextNeverCrashes() {
        var random = new Random(2);
        for (int i = 0; i < 5_000; i++) {
            tryAll(random(random, random.nextInt(40)));
        }
    }

    @Test
    void textWithoutSpecialCharactersResolvesToItself() {
        var random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            String text = random(random, random.nextInt(60)).replaceAll("[~\\\\{}]", "");
            Template template = Template.parse(text);
            assertTrue(template.isLiteral());
            assertEquals(Value.of(text), template.resolve(Scopes.EMPTY, Functions.builtIn()));
        }
    }

    @Test
    void printedNumbersReadBackAsTheSame() {
        var random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (!Double.isNaN(number)) {
                assertEquals(Value.of(number), Numbers.convert(Value.of(Printing.print(number))));
            }
            Value whole = new Value.Int(new java.math.BigInteger(random.nextInt(200), random));
            assertEquals(whole, Numbers.convert(Value.of(Printing.print(whole))));
        }
    }

    private static String random(Random random, int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return text.toString();
    }

    private static String mutated(Random random) {
        var text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
        for (int edits = random.nextInt(4); edits >= 0; edits--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(4));
            switch (random.nextInt(3)) {
                case 0 -> text.insert(at, random(random, 1 + random.nextInt(2)));
                case 1 -> text.delete(at, end);
                default -> {
                    String other = SEEDS.get(random.nextInt(SEEDS.size()));
                    int from = random.nextInt(other.length() + 1);
                    text.replace(at, end, other.substring(from, Math.min(other.length(), from + 10)));
                }
            }
        }
        return text.toString();
    }

    private static void tryAll(String text) {
        attempt(text, () -> Template.parse(text).resolve(SCOPE, Functions.builtIn()));
        attempt(text, () -> Expression.parse(text).evaluate(SCOPE, Functions.builtIn()));
        attempt(text, () -> Expression.parse(text).evaluateResults(RESULTS, Functions.builtIn()));
        attempt(text, () -> Expression.parse(text).references());
        attempt(text, () -> Expression.parse(text).paths());
        attempt(text, () -> PythonRegex.search(PythonRegex.compile(text), "some text 123\n"));
    }

    private static void attempt(String text, Runnable action) {
        try {
            action.run();
        } catch (ExpressionException e) {
            assertTrue(
                    0 <= e.start() && e.start() <= e.end() && e.end() <= text.length(),
                    () -> "offsets " + e.start() + " to " + e.end() + " of \"" + text + "\": " + e.getMessage());
            assertTrue(!String.valueOf(e.getMessage()).isBlank()
                    && !String.valueOf(e.getMessage()).endsWith("."));
        } catch (ArgumentException e) {
            assertTrue(String.valueOf(e.getMessage()).startsWith("The regular expression"), () -> text + ": " + e);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("\"" + text + "\" gave " + e, e);
        }
    }
}
