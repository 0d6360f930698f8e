package io.pergola.expr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.Value;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The cases of {@code strings.json}: what Pavilion gives, and where it misbehaves what it should give. */
final class StringConformanceTest {

    /**
     * Where we give a value though an error is recommended: indexes into results work, wherever they are used. The corpus accepts that for
     * some lists only.
     */
    private static final Map<String, Value> INDEXED_RESULTS = Map.of(
            "l.0", Value.of(1),
            "l[1]", Value.of(3),
            "l[-1]", Value.of(3),
            "l[0:2]", new Value.Items(List.of(Value.of(1), Value.of(3))),
            "ld.1.q", Value.of(2),
            "ld[0].q", Value.of(1),
            "ld[-1].q", Value.of(2));

    private static final System.Logger LOG = System.getLogger(StringConformanceTest.class.getName());

    private static @Nullable Corpus corpus;

    @BeforeAll
    static void read() throws IOException {
        corpus = Corpus.read();
    }

    @Test
    void everyCaseOfTheCorpusGivesWhatIsExpected() {
        var counts = new TreeMap<String, Integer>();
        var wrong = new ArrayList<String>();
        for (Map<String, Value> aCase : Objects.requireNonNull(corpus).cases()) {
            String complaint = complaint(aCase);
            if (complaint == null) {
                counts.merge(text(aCase, "kind") + " " + kind(aCase), 1, Integer::sum);
            } else {
                wrong.add(complaint);
            }
        }
        LOG.log(System.Logger.Level.INFO, "Cases of strings.json that agree: {0}", counts);
        assertTrue(wrong.isEmpty(), () -> wrong.size() + " cases differ:\n" + String.join("\n", wrong));
        assertEquals(435 + 824 + 156, counts.values().stream().mapToInt(i -> i).sum());
    }

    private static String kind(Map<String, Value> aCase) {
        return aCase.containsKey("class") ? text(aCase, "class") : "contract";
    }

    private static String text(Map<String, Value> aCase, String key) {
        return Printing.print(Objects.requireNonNull(aCase.get(key)));
    }

    /** Null if the case agrees. */
    private static @Nullable String complaint(Map<String, Value> aCase) {
        Outcome outcome = Objects.requireNonNull(corpus).run(aCase);
        Map<String, Value> expected =
                aCase.get("recommended") instanceof Value.Entries(var recommended) ? recommended : aCase;
        boolean good = agrees(outcome, expected)
                || (outcome.value() != null && outcome.value().equals(aCase.get("also_ok")))
                || isIndexedResult(aCase, outcome);
        return good ? null : Json.write(Value.of(aCase)) + "\n    gave " + outcome;
    }

    private static boolean isIndexedResult(Map<String, Value> aCase, Outcome outcome) {
        return kind(aCase).equals("bug")
                && text(aCase, "kind").equals("eval")
                && outcome.value() != null
                && outcome.value().equals(INDEXED_RESULTS.get(text(aCase, "in")));
    }

    private static boolean agrees(Outcome outcome, Map<String, Value> expected) {
        if (expected.containsKey("error")) {
            return outcome.value() == null && outcome.deferred() == expected.containsKey("deferred");
        }
        Value value = outcome.value();
        if (value == null) {
            return false;
        }
        Value out = Objects.requireNonNull(expected.get("out"));
        boolean typed = expected.containsKey("type");
        return same(value, typed && text(expected, "type").equals("float") ? floating(out) : out)
                && (!expected.containsKey("text") || printed(value).equals(expected.get("text")))
                && (!typed || text(expected, "type").equals(type(value)));
    }

    /** Floats that JSON cannot hold are written as texts. */
    private static Value floating(Value out) {
        return out instanceof Value.Text ? Numbers.convert(out) : out;
    }

    private static Value printed(Value value) {
        return value instanceof Value.Items(List<Value> items)
                ? new Value.Items(items.stream()
                        .map(item -> Value.of(Printing.print(item)))
                        .toList())
                : Value.of(Printing.print(value));
    }

    private static String type(Value value) {
        return switch (value) {
            case Value.Int _ -> "int";
            case Value.Real _ -> "float";
            case Value.Bool _ -> "bool";
            case Value.Text _ -> "str";
            case Value.Items _ -> "list";
            case Value.Entries _ -> "map";
            case Value.Null() -> "null";
        };
    }

    private static boolean same(Value some, Value other) {
        if (some instanceof Value.Real(double a) && other instanceof Value.Real(double b)) {
            return Double.compare(a, b) == 0 || Math.abs(a - b) <= 1e-12 * Math.abs(b);
        }
        if (some instanceof Value.Items(var as) && other instanceof Value.Items(var bs)) {
            boolean same = as.size() == bs.size();
            for (int i = 0; same && i < as.size(); i++) {
                same = same(as.get(i), bs.get(i));
            }
            return same;
        }
        if (some instanceof Value.Entries(var as) && other instanceof Value.Entries(var bs)) {
            return as.keySet().equals(bs.keySet())
                    && as.keySet().stream()
                            .allMatch(key ->
                                    same(Objects.requireNonNull(as.get(key)), Objects.requireNonNull(bs.get(key))));
        }
        return some.equals(other);
    }

    /** What a case gave; without a value, an error. */
    private record Outcome(@Nullable Value value, boolean deferred, String message) {}

    /** The corpus, with the variables and results that all its cases share. */
    private record Corpus(Scope scope, Value.Entries results, List<Map<String, Value>> cases) {

        static Corpus read() throws IOException {
            try (InputStream input = StringConformanceTest.class.getResourceAsStream("/conformance/strings.json")) {
                Map<String, Value> all = entries(Json.read(Objects.requireNonNull(input)));
                var sets = new LinkedHashMap<String, Map<String, Variable>>();
                for (String set : List.of("var", "sys", "pav", "sched")) {
                    var variables = new LinkedHashMap<String, Variable>();
                    entries(all.get(set.equals("var") ? "vars" : set))
                            .forEach((name, value) -> variables.put(name, Scopes.variable(value)));
                    sets.put(set, variables);
                }
                for (Value deferred : items(all.get("deferred"))) {
                    String[] name = Printing.print(deferred).split("\\.", 2);
                    Objects.requireNonNull(sets.get(name[0])).put(name[1], new Variable.Deferred());
                }
                return new Corpus(
                        new Scopes.Sets(sets),
                        (Value.Entries) Objects.requireNonNull(all.get("results")),
                        items(all.get("cases")).stream().map(Corpus::entries).toList());
            }
        }

        private static Map<String, Value> entries(@Nullable Value value) {
            return ((Value.Entries) Objects.requireNonNull(value)).values();
        }

        private static List<Value> items(@Nullable Value value) {
            return ((Value.Items) Objects.requireNonNull(value)).values();
        }

        Outcome run(Map<String, Value> aCase) {
            Function<String, Value> action =
                    switch (text(aCase, "kind")) {
                        case "string" -> in -> Template.parse(in).resolve(scope, Functions.builtIn());
                        case "expr" -> in -> Expression.parse(in).evaluate(scope, Functions.builtIn());
                        default -> in -> Expression.parse(in).evaluateResults(results, Functions.builtIn());
                    };
            String in = text(aCase, "in");
            try {
                return new Outcome(action.apply(in), false, "");
            } catch (DeferredException e) {
                return new Outcome(null, true, "");
            } catch (ExpressionException e) {
                assertTrue(e.start() <= e.end() && e.end() <= in.length(), () -> "offsets of " + in + ": " + e);
                return new Outcome(null, false, String.valueOf(e.getMessage()));
            }
        }
    }
}
