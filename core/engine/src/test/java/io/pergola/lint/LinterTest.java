package io.pergola.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.Value;
import io.pergola.resolve.Resolver;
import io.pergola.resolve.TestSite;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinterTest {

    @TempDir
    private Path dir = Path.of("unset");

    private TestSite site = new TestSite(dir);

    @BeforeEach
    void makeSite() {
        site = new TestSite(dir);
    }

    private Report report() {
        Resolver resolver = site.resolver();
        return new Linter(resolver.library().site(), resolver).lint();
    }

    /** {@code file:line:column rule}, in order. */
    private List<String> found() {
        return report().findings().stream()
                .map(finding ->
                        finding.problem()
                                        .place()
                                        .map(place -> place.toString().replace(dir + "/", ""))
                                        .orElse("") + " " + finding.rule().id())
                .toList();
    }

    @Nested
    class Errors {

        @Test
        void ofAllTestsAndFilesAreThereAtOnce() {
            site.suite("a", "t: {runn: {}}\nu: {run: {cmds: ['{{1 +}}']}}\nv: {run: {cmds: ['{{nowhere}}']}}\n")
                    .suite("b", "t: [\n")
                    .file("hosts/far.yaml", "run: {timeuot: 3}\n")
                    .file("modes/quick.yaml", "run: {cmds: ['{{']}\n")
                    .file("series/s.yaml", "a: {\n")
                    .file("suites/own/suite.yaml", "t: {}\n")
                    .file("suites/own/modes.yaml", "fast: {sumary: x}\n");
            Report report = report();
            assertEquals(8, report.errors(), report::toString);
            assertEquals(7, report.files());
        }

        @Test
        void ofOneTestAreThereAtOnceWhateverTheirKind() {
            site.suite("a", "t: {runn: {}, run: {cmds: ['{{1 +}}', '{{max(}}']}}\n");
            assertEquals(
                    List.of(
                            "tests/a.yaml:1:5 structure",
                            "tests/a.yaml:1:33 expression",
                            "tests/a.yaml:1:45 expression"),
                    found());
        }

        @Test
        void ofResolvingAreThereThoughOtherTextsAreMalformed() {
            site.suite("a", """
                    t:
                      variables: {n: '{{1 +}}', m: 2}
                      permute_on: nothing
                      schedule: {nodes: many}
                      run:
                        timeout: '{{n}}'
                        concurrent: none
                        cmds: ['{{nowhere}} {{m}}', '{{n * 2}}']
                      result_parse: {regex: {x: {regex: '('}}}
                    """);
            assertEquals(
                    List.of(
                            "tests/a.yaml:2:23 expression",
                            "tests/a.yaml:3:15 resolution",
                            "tests/a.yaml:4:21 resolution",
                            "tests/a.yaml:7:17 resolution",
                            "tests/a.yaml:8:15 resolution",
                            "tests/a.yaml:9:38 resolution"),
                    found());
        }

        @Test
        void ofResolvingAreThereThoughOtherKeysAreWrong() {
            site.suite("a", """
                    _base: {summry: x, variables: {m: 2}}
                    t:
                      inherits_from: _base
                      run: {cmds: ['{{nowhere}} {{m}}'], timeuot: 3}
                      chunk: {a: b}
                    u:
                      run: {cmds: ['{{nowhere}}'], timeuot: 3}
                    v:
                      variables: {'1': 2, k: 3}
                      run: {cmds: ['{{k}} {{l}}']}
                    w:
                      inherits_from: _base
                      run: {cmds: ['{{nowhere}} {{m}}']}
                    """);
            assertEquals(
                    List.of(
                            "tests/a.yaml:1:9 structure",
                            "tests/a.yaml:4:38 structure",
                            "tests/a.yaml:5:10 structure",
                            "tests/a.yaml:7:19 resolution",
                            "tests/a.yaml:7:32 structure",
                            "tests/a.yaml:9:15 structure",
                            "tests/a.yaml:13:19 resolution"),
                    found());
        }

        @Test
        void ofTestsAreThereThoughOthersInheritFromNothing() {
            site.suite("a", """
                    t: {inherits_from: gone, run: {cmds: ['{{nowhere}}', '{{1 +}}']}}
                    u: {inherits_from: t, run: {cmds: ['{{nowhere}}']}}
                    v: {inherits_from: w}
                    w: {inherits_from: v}
                    x: {run: {cmds: ['{{nowhere}}']}}
                    """);
            assertEquals(
                    List.of(
                            "tests/a.yaml:1:20 structure",
                            "tests/a.yaml:1:59 expression",
                            "tests/a.yaml:3:20 structure",
                            "tests/a.yaml:5:21 resolution"),
                    found());
        }

        @Test
        void ofALayerThatDoesNotGoWithATestAreThereThoughNobodyChoseIt() {
            site.file("modes/big.yaml", "variables: {'mesh+': {x: 3, z: 4}}\n")
                    .file("hosts/far.yaml", "variables: {mesh?: {x: 3, z: 4}, other: 1}\n")
                    .file("os/old.yaml", "variables: {other: 1}\n")
                    .suite("a", "t: {variables: {mesh: {x: 1, y: 2}}, run: {cmds: ['{{mesh.x}}{{mesh.y}}']}}\n")
                    .suite("b", "t: {run: {cmds: ['{{other}}']}}\n");
            assertEquals(List.of("modes/big.yaml:1:22 resolution", "tests/a.yaml:1:33 resolution"), found());
            String all = report().findings().toString();
            assertTrue(all.contains("a.t with mode 'big': "), all);
            assertTrue(all.contains("a.t with host 'far': "), all);
        }

        @Test
        void aProblemOfAParentIsToldOnce() {
            site.suite(
                    "a",
                    "_base: {run: {cmds: ['{{nowhere}}']}}\nt: {inherits_from: _base}\nu: {inherits_from: _base}\n");
            assertEquals(List.of("tests/a.yaml:1:25 resolution"), found());
        }

        @Test
        void aBrokenTestLeavesItsSiblingsToBeChecked() {
            site.suite("a", "t: {runn: {}}\nu: {run: {cmds: ['{{nowhere}}']}}\n");
            assertEquals(List.of("tests/a.yaml:1:5 structure", "tests/a.yaml:2:21 resolution"), found());
        }

        @Test
        void whatAnotherHostDefinesIsNoErrorHere() {
            site.file("hosts/far.yaml", "variables: {gpus: 4}\n").suite("a", "t: {run: {cmds: ['{{gpus}}']}}\n");
            assertEquals(List.of(), found());
        }

        @Test
        void aSchedulerThatIsNotHereIsAWarningAndTheTestIsCheckedAllTheSame() {
            site.suite("a", "t: {scheduler: slurm, run: {cmds: ['{{sched.nodes}} {{nowhere}}']}}\n");
            assertEquals(List.of("tests/a.yaml:1:16 unknown-here", "tests/a.yaml:1:55 resolution"), found());
        }
    }

    @Nested
    class Lints {

        @Test
        void aVariableThatNothingUsesIsTold() {
            site.suite("a", """
                    _base:
                      variables: {used: 1, inherited: 2, idle: 3}
                    t:
                      inherits_from: _base
                      variables: {through: '{{used}}', other: x, gathered: 7}
                      run: {cmds: ['{{through}} {{inherited}}']}
                      result_evaluate: {n: 'var.gathered * 2'}
                    """);
            assertEquals(
                    List.of("tests/a.yaml:2:38 unused-variable", "tests/a.yaml:5:36 unused-variable"),
                    found().stream()
                            .filter(line -> line.endsWith("unused-variable"))
                            .toList());
        }

        @Test
        void aModeMayUseAVariable() {
            site.file("modes/loud.yaml", "run: {cmds: ['echo {{word}}']}\n").suite("a", "t: {variables: {word: x}}\n");
            assertEquals(List.of(), found());
        }

        @Test
        void permutingOverAnUnusedVariableIsToldUnlessTheSubtitleHasIt() {
            site.suite("a", "t: {permute_on: n, variables: {n: [1, 2]}, run: {cmds: 'true'}}\n")
                    .suite("b", "t: {permute_on: n, subtitle: 'r{{n}}', variables: {n: [1, 2]}}\n");
            assertEquals(List.of("tests/a.yaml:1:17 unused-permutation"), found());
        }

        @Test
        void aConditionThatNeverOrAlwaysHoldsIsTold() {
            site.suite("a", """
                    never: {only_if: {fixed: [other]}}
                    excluded: {only_if: {'{{sys_name}}': [vm]}, not_if: {'{{sys_name}}': [vm, ws]}}
                    always: {not_if: {'{{n}}': ['\\d']}, variables: {n: 3}}
                    idle: {not_if: {'{{n}}': [4]}, permute_on: n, variables: {n: [1, 2]}}
                    good: {not_if: {'{{n}}': [2]}, permute_on: n, variables: {n: [1, 2]}}
                    machine: {only_if: {'{{sys_name}}': [elsewhere]}}
                    given: {only_if: {'{{n}}': ['/.*']}, variables: {'n?': unset}}
                    """);
            assertEquals(
                    List.of("1", "2", "3", "4"),
                    found().stream()
                            .filter(line -> line.endsWith("unreachable-condition"))
                            .map(line -> line.split(":")[1])
                            .toList());
        }

        @Test
        void aRequiredVariableIsAWarningUnlessALayerGivesIt() {
            site.file("modes/big.yaml", "variables: {size: 9}\n")
                    .suite("a", "t: {variables: {'size?': null}, run: {cmds: ['{{size}}']}}\n")
                    .suite("b", "t: {variables: {'port?': null}, run: {cmds: ['{{port}}']}}\n");
            assertEquals(List.of("tests/b.yaml:1:17 open-variable"), found());
            assertEquals(0, report().errors());
        }

        @Test
        void scalarsOfYaml11AreTold() {
            site.suite("a", "t: {test_version: 1.10, run: {timeout: '010', env: {on: '1', A: 0x1F}}}\n");
            assertEquals(
                    List.of(
                            "tests/a.yaml:1:19 yaml-scalar",
                            "tests/a.yaml:1:53 yaml-scalar",
                            "tests/a.yaml:1:65 yaml-scalar"),
                    found());
        }
    }

    @Test
    void aSuiteThatAnotherOfItsNameHidesIsTold() {
        site.suite("a", "t: {run: {cmds: ['true']}}\n").file("suites/a.yaml", "t: {run: {cmds: ['true']}}\n");
        assertEquals(List.of("suites/a.yaml:1:1 hidden-suite"), found());
    }

    @Test
    void theSarifLogHasTheFormOfVersion2_1_0() {
        site.suite("a b", "t: {}\n").suite("c", "t: {runn: {}, test_version: 1.10}\n");
        Map<String, Value> log = new Sarif("1.2", dir).log(report()).values();
        assertEquals(Value.of("2.1.0"), log.get("version"));
        Map<String, Value> run = first(log.get("runs"));
        Map<String, Value> driver = entries(entries(run.get("tool")).get("driver"));
        assertFalse(String.valueOf(driver.get("name")).isBlank());
        int rules = ((Value.Items) value(driver.get("rules"))).values().size();
        assertEquals(Rule.values().length, rules);
        for (Value each : ((Value.Items) value(run.get("results"))).values()) {
            Map<String, Value> result = entries(each);
            assertTrue(List.of(Value.of("error"), Value.of("warning")).contains(value(result.get("level"))));
            assertTrue(entries(result.get("message")).get("text") instanceof Value.Text);
            Map<String, Value> physical = entries(first(result.get("locations")).get("physicalLocation"));
            assertEquals(
                    Value.of("tests/c.yaml"),
                    entries(physical.get("artifactLocation")).get("uri"));
            assertEquals(Value.of(1), entries(physical.get("region")).get("startLine"));
        }
        assertEquals(2, ((Value.Items) value(run.get("results"))).values().size());
    }

    private static Value value(@Nullable Value value) {
        return Objects.requireNonNull(value);
    }

    private static Map<String, Value> entries(@Nullable Value value) {
        return ((Value.Entries) value(value)).values();
    }

    private static Map<String, Value> first(@Nullable Value value) {
        return entries(((Value.Items) value(value)).values().getFirst());
    }
}
