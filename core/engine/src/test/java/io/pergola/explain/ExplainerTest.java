package io.pergola.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.ConfigException;
import io.pergola.model.Value;
import io.pergola.resolve.RunRequest;
import io.pergola.resolve.TestSite;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainerTest {

    @TempDir
    private Path dir = Path.of("unset");

    private TestSite site = new TestSite(dir);

    @BeforeEach
    void makeSite() {
        site = new TestSite(dir)
                .file("hosts/vm.yaml", "run: {timeout: 10}\nvariables: {unit: GB}\n")
                .file("modes/quick.yaml", "run:\n  timeout: 40\n")
                .suite("demo", """
                        base:
                          run: {timeout: 20}
                          variables: {size: [1, 2]}
                        t:
                          inherits_from: base
                          permute_on: size
                          variables: {twice: '{{size * 2}}'}
                          run:
                            timeout: 30
                            cmds: ['run {{twice}}{{unit}}', 'on {{sys.host_name}}']
                        bad:
                          variables: {n: 3}
                          run: {cmds: ['{{n}}', '{{nn}}']}
                        """);
    }

    private Explanation explain(String test, @Nullable String key, List<String> modes, List<String> overrides) {
        var request = new RunRequest(List.of(test), List.of(), null, null, modes, overrides, 1);
        return new Explainer(site.resolver()).explain(request, key);
    }

    private Explained one(String key) {
        List<Explained> values = explain("demo.t", key, List.of(), List.of()).values();
        assertEquals(1, values.size());
        return values.getFirst();
    }

    private String place(Step step) {
        return step.place().map(at -> at.toString().replace(dir + "/", "")).orElse("");
    }

    @Test
    void aValueThatWentThroughFiveLayersHasFivePlacesAndTheDefault() {
        Explained value = explain("demo.t", "run.timeout", List.of("quick"), List.of("run.timeout=50"))
                .values()
                .getFirst();
        assertEquals(new Outcome.Known(Value.of("50")), value.outcome());
        assertEquals(
                List.of(
                        "override run.timeout=50 <-c run.timeout=50>:1:13 50",
                        "mode quick modes/quick.yaml:2:12 40",
                        "test demo.t tests/demo.yaml:9:14 30",
                        "test demo.base tests/demo.yaml:2:18 20",
                        "host vm hosts/vm.yaml:1:16 10",
                        "default   300"),
                value.chain().stream()
                        .map(step -> step.kind() + " " + step.name() + " " + place(step) + " " + step.written())
                        .toList());
    }

    @Test
    void expressionsAndVariablesAreThereWithTheirOrigins() {
        Explained command = one("run.cmds.0");
        assertEquals(new Outcome.Known(Value.of("run 2GB")), command.outcome());
        assertEquals(
                List.of(
                        new Explained.Filled("{{twice}}", new Outcome.Known(Value.of("2"))),
                        new Explained.Filled("{{unit}}", new Outcome.Known(Value.of("GB")))),
                command.expressions());
        Used twice = command.uses().getFirst();
        assertEquals("var.twice", twice.name());
        assertEquals("tests/demo.yaml:7:15", place(twice.chain().getFirst()));
        assertEquals("var.size", twice.uses().getFirst().name());
        assertEquals(new Outcome.Known(Value.of("1")), twice.uses().getFirst().outcome());
        assertEquals("host", command.uses().getLast().chain().getFirst().kind());
        assertEquals(new Outcome.Deferred(), one("run.cmds.1").outcome());
    }

    @Test
    void ofSeveralPermutationsTheFirstIsExplainedOrTheOneThatIsNamed() {
        Explanation first = explain("demo.t", null, List.of(), List.of());
        assertEquals("demo.t.1", first.test());
        assertEquals(List.of("demo.t.2"), first.others());
        Explanation second = explain("demo.t.2", "variables.twice", List.of(), List.of());
        assertEquals("demo.t.2", second.test());
        assertEquals(
                new Outcome.Known(Value.of("4")), second.values().getFirst().outcome());
        assertThrows(ConfigException.class, () -> explain("demo.t.7", null, List.of(), List.of()));
    }

    @Test
    void withoutAKeyAllThatSomebodySetIsThere() {
        assertEquals(
                List.of(
                        "inherits_from",
                        "permute_on",
                        "variables.unit",
                        "variables.size",
                        "variables.twice",
                        "run.cmds",
                        "run.timeout"),
                explain("demo.t", null, List.of(), List.of()).values().stream()
                        .map(Explained::key)
                        .toList());
    }

    @Test
    void whatNobodySetHasItsDefault() {
        assertEquals("default", one("build.timeout").chain().getFirst().kind());
        assertEquals(List.of(), one("summary").chain());
    }

    @Test
    void aTestThatCannotBeResolvedIsExplainedAsFarAsItGoes() {
        Explanation explanation = explain("demo.bad", "run.cmds", List.of(), List.of());
        assertEquals(1, explanation.problems().size());
        List<Explained> items = explanation.values().getFirst().items();
        assertEquals(new Outcome.Known(Value.of("3")), items.getFirst().outcome());
        assertTrue(items.getLast().outcome() instanceof Outcome.Failed);
    }

    @Test
    void anUnknownKeyGetsTheNearestName() {
        ConfigException typo =
                assertThrows(ConfigException.class, () -> explain("demo.t", "run.timeuot", List.of(), List.of()));
        assertEquals(
                "Did you mean 'run.timeout'?", typo.problems().getFirst().help().orElse(""));
        ConfigException variable =
                assertThrows(ConfigException.class, () -> explain("demo.t", "twice", List.of(), List.of()));
        assertEquals(
                "Did you mean 'variables.twice'?",
                variable.problems().getFirst().help().orElse(""));
    }
}
