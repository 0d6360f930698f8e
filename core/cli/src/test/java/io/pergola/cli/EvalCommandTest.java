package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalCommandTest {

    private CliSite site;

    @BeforeEach
    void makeSite(@TempDir Path folder) throws IOException {
        site = new CliSite(folder);
    }

    @Test
    void aStringIsShownAsItWouldBe() {
        assertEquals(new CliSite.Outcome(0, "2\n", ""), site.run("eval", "{{min([a,2])}}", "--var", "a=3"));
        assertEquals(
                "-n 1 -n 2\n",
                site.run("eval", "[~-n {{n}}~ ]", "--var", "n=[1, 2]").out());
        assertEquals(
                "x1\n",
                site.run("eval", "{{m.a}}{{m.b}}", "--var", "m={a: x, b: 1}").out());
        assertEquals(
                "25.0\n",
                site.run("eval", "--kind", "eval", "rate * 2", "--var", "rate=12.5")
                        .out());
        assertEquals(
                "7\n",
                site.run("eval", "{{sched.nodes}}", "--var", "sched.nodes=7").out());
    }

    @Test
    void anErrorHasItsPlaceInTheString() {
        CliSite.Outcome outcome = site.run("eval", "a {{size + }}", "--var", "size=3");
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().startsWith("<string>:1:"), outcome.err());
        assertTrue(outcome.err().contains("  | a {{size + }}\n"), outcome.err());
        assertTrue(site.run("eval", "{{sise}}", "--var", "size=3").err().contains("ean \"size\""));
        assertEquals(2, site.run("eval").code());
        assertEquals(2, site.run("eval", "x", "--var", "a").code());
    }

    @Test
    void whatIsNoDocumentIsRefused() {
        for (String text : List.of("", "[]", "{\"cases\": 3}", "{\"deferred\": [\"x\"]}")) {
            assertEquals(2, site.input(text).run("eval", "--json").code(), text);
        }
        assertEquals(
                "{\"answers\":[{\"error\":\"the kind is string, expr or eval\"}]}\n",
                site.input("{\"cases\": [{\"in\": \"x\", \"kind\": \"y\"}]}")
                        .run("eval", "--json")
                        .out());
    }

    @Test
    void everyCaseOfTheCorpusIsAnsweredInItsOrder() throws IOException {
        Path root = Path.of(System.getProperty("pergola.root", "../.."));
        String text = Files.readString(root.resolve("core/engine/src/test/resources/conformance/strings.json"));
        List<Value> cases = items(entries(Json.read(text)).get("cases"));
        CliSite.Outcome outcome = site.input(text).run("eval", "--json");
        List<Value> answers = items(entries(Json.read(outcome.out())).get("answers"));
        assertEquals(cases.size(), answers.size());
        var wrong = new ArrayList<String>();
        for (int i = 0; i < cases.size(); i++) {
            Map<String, Value> asked = entries(cases.get(i));
            Map<String, Value> expected =
                    asked.get("recommended") instanceof Value.Entries(var recommended) ? recommended : asked;
            Map<String, Value> answer = entries(answers.get(i));
            // Whether a defect that an error is recommended for gives a value instead is for the language's own test.
            boolean defect = Value.of("bug").equals(asked.get("class"));
            if (!agrees(expected, answer) && !defect) {
                wrong.add(Json.write(cases.get(i)) + " gave " + answer);
            }
        }
        assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
        assertTrue(cases.size() > 1400);
    }

    private static boolean agrees(Map<String, Value> expected, Map<String, Value> answer) {
        if (expected.containsKey("error")) {
            return answer.get("error") instanceof Value.Text(String message) && !message.isBlank();
        }
        Value out = answer.get("out");
        return out != null && same(out, Objects.requireNonNull(expected.get("out")));
    }

    private static boolean same(Value some, Value other) {
        if (some instanceof Value.Real(double a) && other instanceof Value.Real(double b)) {
            return a == b || Math.abs(a - b) <= 1e-12 * Math.abs(b);
        }
        if (some instanceof Value.Items(var as) && other instanceof Value.Items(var bs)) {
            boolean same = as.size() == bs.size();
            for (int i = 0; same && i < as.size(); i++) {
                same = same(as.get(i), bs.get(i));
            }
            return same;
        }
        return some.equals(other);
    }

    private static Map<String, Value> entries(@Nullable Value value) {
        return ((Value.Entries) Objects.requireNonNull(value)).values();
    }

    private static List<Value> items(@Nullable Value value) {
        return ((Value.Items) Objects.requireNonNull(value)).values();
    }
}
