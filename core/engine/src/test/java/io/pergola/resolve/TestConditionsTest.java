package io.pergola.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pergola.config.TestConditions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conditions that a request adds to those of its tests. */
final class TestConditionsTest {

    private final TestSite site;

    TestConditionsTest(@TempDir Path folder) {
        site = new TestSite(folder).suite("s", """
                plain: {run: {cmds: 'true'}}
                own:
                  variables: {v: yes1}
                  only_if: {'{{v}}': [other]}
                  run: {cmds: 'true'}
                """);
    }

    private static SequencedMap<String, List<String>> clause(String text, String... regexes) {
        var clause = new LinkedHashMap<String, List<String>>();
        clause.put(text, List.of(regexes));
        return clause;
    }

    private String resolve(String test, TestConditions conditions) {
        Resolution resolution = site.resolver()
                .resolve(new RunRequest(List.of(test), List.of(), null, null, List.of(), List.of(), 1, conditions));
        assertEquals(List.of(), resolution.problems());
        return resolution.tests().size() + " "
                + resolution.skipped().stream().map(SkippedTest::reason).toList();
    }

    @Test
    void oneMustMatchAndNoneMay() {
        var none = new LinkedHashMap<String, List<String>>();
        assertEquals("1 []", resolve("s.plain", TestConditions.NONE));
        assertEquals("1 []", resolve("s.plain", new TestConditions(clause("abc", "x", "a.c"), none)));
        assertEquals(
                "0 [only_if: 'abc' matches none of 'x']",
                resolve("s.plain", new TestConditions(clause("abc", "x"), none)));
        assertEquals(
                "0 [not_if: 'abc' matches 'ab.']", resolve("s.plain", new TestConditions(none, clause("abc", "ab."))));
    }

    @Test
    void expressionsSeeTheTestAndItsOwnConditionsHoldBesides() {
        var none = new LinkedHashMap<String, List<String>>();
        assertEquals(
                "0 [only_if: 'yes1' matches none of 'other']",
                resolve("s.own", new TestConditions(clause("abc", "abc"), none)));
        assertEquals(
                "1 []",
                resolve("s.own", new TestConditions(clause("{{v}}", "yes\\d"), none)),
                "joined to its own list");
    }
}
