package io.pergola.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.Place;
import io.pergola.resolve.Resolver;
import io.pergola.resolve.TestSite;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** So many suites that several threads look at them. */
class ManySuitesTest {

    private static final int SUITES = 230;

    private final TestSite site;

    ManySuitesTest(@TempDir Path dir) {
        this.site = new TestSite(dir);
    }

    private Report report() {
        Resolver resolver = site.resolver();
        return new Linter(resolver.library().site(), resolver).lint();
    }

    private static String name(int number) {
        return "s%03d".formatted(number);
    }

    @Test
    void eachHasItsOwnFindingsInOrder() {
        for (int i = 0; i < SUITES; i++) {
            site.suite(name(i), i % 10 == 3 ? "t: {run: {cmds: ['{{nowhere}}']}}\n" : "t: {run: {cmds: ['true']}}\n");
        }
        List<Finding> findings = report().findings();
        assertEquals(SUITES / 10, findings.size(), findings::toString);
        List<String> files = findings.stream()
                .map(finding -> finding.problem().place().map(Place::source).orElse(""))
                .toList();
        assertEquals(files.stream().sorted().distinct().toList(), files);
    }

    @Test
    void whatAllRunIntoIsToldOnceAndOfTheFirst() {
        for (int i = 0; i < SUITES; i++) {
            site.suite(name(i), "t: {variables: {v: [{a: 1}]}, run: {cmds: ['{{v.a}}']}}\n");
        }
        site.file("modes/odd.yaml", "variables: {v+: [{b: 1}]}\n");
        List<Finding> findings = report().findings();
        assertEquals(1, findings.size(), findings::toString);
        assertTrue(findings.getFirst().problem().what().startsWith(name(0) + ".t with mode 'odd'"), findings::toString);
    }
}
