package io.pergola.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.expr.Variable;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.nodes.Quantity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolverTest {

    @TempDir
    private Path dir = Path.of("unset");

    private TestSite site() {
        return new TestSite(dir);
    }

    private static List<String> names(Resolution resolution) {
        return resolution.tests().stream().map(ResolvedTest::name).toList();
    }

    private static String only(Resolution resolution) {
        assertEquals(
                1, resolution.problems().size(), () -> resolution.problems().toString());
        assertTrue(resolution.tests().isEmpty());
        Problem problem = resolution.problems().getFirst();
        return problem.what() + " / " + problem.help().orElse("");
    }

    @Nested
    class Sections {

        @Test
        void come_out_typed() {
            ResolvedTest test = site().suite("s", """
                            t:
                              scheduler: raw
                              build: {cmds: make, timeout: '', env: {B: 1, A: 2}}
                              run:
                                cmds: [a, b]
                                timeout: 90
                                env: {X: , Y: '{{1 + 1}}'}
                                create_files: {in.txt: [one, two]}
                              schedule: {nodes: 50%, tasks_per_node: min, share_allocation: max, partition: p}
                            """).resolve("s.t").tests().getFirst();
            assertEquals(List.of("make"), test.build().cmds());
            assertTrue(test.build().timeout().isEmpty());
            assertEquals(List.of("B", "A"), List.copyOf(test.build().env().keySet()));
            assertEquals(Duration.ofSeconds(90), test.run().timeout().orElseThrow());
            assertTrue(test.run().env().containsKey("X"));
            assertNull(test.run().env().get("X"));
            assertEquals("2", test.run().env().get("Y"));
            assertEquals(List.of("one", "two"), test.run().createFiles().get("in.txt"));
            assertEquals(100, test.run().concurrent());
            assertEquals(new Quantity.Percent(50), test.schedule().nodes().orElseThrow());
            assertEquals(new Quantity.Count(1), test.schedule().tasksPerNode());
            assertEquals(ScheduleSection.Share.MAX, test.schedule().share());
            assertEquals("p", test.schedule().text("partition").orElseThrow());
            assertEquals("main", test.label());
            assertEquals("vm", test.host());
            assertEquals("debian-12", test.os());
        }
    }

    @Nested
    class Requests {

        @Test
        void may_stand_in_files_with_comments_and_blank_lines() {
            TestSite site = site().suite("s", "a: {}\nb: {}\n").file("list.txt", "# all\n\n  s.b # this\n2*s.a\n");
            var request = new RunRequest(
                    List.of("s.a"), List.of(dir.resolve("list.txt")), null, null, List.of(), List.of(), 2);
            assertEquals(
                    List.of("s.a", "s.b", "s.a", "s.a", "s.a", "s.b", "s.a", "s.a"),
                    names(site.resolver().resolve(request)));
        }

        @Test
        void that_name_unknown_suites_or_tests_get_the_nearest_names() {
            TestSite site = site().suite("stream", "triad: {}\ncopy: {}\n");
            assertEquals("there is no suite 'steam' / Did you mean 'stream'?", only(site.resolve("steam.triad")));
            assertEquals(
                    "the suite 'stream' has no test 'traid' / Did you mean 'triad'? There are: triad, copy",
                    only(site.resolve("stream.traid")));
        }

        @Test
        void that_climb_out_of_the_directory_are_refused() {
            TestSite site = site().suite("s", "a: {}\n");
            assertTrue(only(site.resolve("../x")).startsWith("the request '../x' is not of the form"));
            assertTrue(only(site.resolveWith(List.of("../../etc/passwd"), List.of(), "s.a"))
                    .startsWith("the name of the mode '../../etc/passwd' is not a name"));
        }

        @Test
        void good_ones_are_served_beside_bad_ones() {
            Resolution resolution =
                    site().suite("s", "a: {}\nb: {zzyzx: 1}\nc: {}\n").resolve("s", "nowhere");
            assertEquals(List.of("s.a", "s.c"), names(resolution));
            assertEquals(2, resolution.failed());
        }

        @Test
        void modes_and_overrides_that_make_no_sense_are_told() {
            TestSite site = site().suite("s", "a: {run: {cmds: [x]}}\n").file("modes/quick.yaml", "summary: q\n");
            assertEquals(
                    "there is no mode 'quik' / Did you mean 'quick'?",
                    only(site.resolveWith(List.of("quik"), List.of(), "s.a")));
            for (String nonsense : List.of(
                    "", "=", "x", "run", "run.cmds.9=1", "run.cmds={a: b}", "run.cmds=[", ".=1", "variables.1x=2")) {
                assertEquals(
                        1, site.resolveWith(List.of(), List.of(nonsense), "s.a").failed(), nonsense);
            }
        }
    }

    @Nested
    class Suites {

        @Test
        void in_directories_have_layers_of_their_own() {
            TestSite site = site().file("suites/big/suite.yaml", "t: {run: {cmds: ['{{where}} {{how}}']}}\n")
                    .file("suites/big/hosts.yaml", "vm: {variables: {where: own}}\n")
                    .file("suites/big/modes.yaml", "fast: {variables: {how: fast}}\n")
                    .file("hosts/vm.yaml", "variables: {where: general, how: slow}\n");
            assertEquals(
                    List.of("own slow"),
                    site.resolve("big.t").tests().getFirst().run().cmds());
            assertEquals(
                    List.of("own fast"),
                    site.resolveWith(List.of("fast"), List.of(), "big")
                            .tests()
                            .getFirst()
                            .run()
                            .cmds());
        }

        @Test
        void that_are_broken_are_one_problem() {
            Resolution resolution = site().suite("s", "a: {run: [\nb: {}\n").resolve("s.a", "s.b");
            assertEquals(1, resolution.problems().size());
            assertEquals(2, resolution.failed());
        }

        @Test
        void remember_who_set_what() {
            TestSite site = site().suite(
                            "s", "base: {run: {timeout: 5}}\nt: {inherits_from: base, run: {timeout: 6}}\n")
                    .file("hosts/vm.yaml", "run: {timeout: 4}\n")
                    .file("modes/m.yaml", "run: {timeout: 7}\n");
            var resolver = site.resolver();
            var library = resolver.library();
            var choice = resolver.choice(
                    new RunRequest(List.of(), List.of(), null, null, List.of("m"), List.of("run.timeout=8"), 1));
            var merged = library.merge(library.suite("s"), "t", choice);
            var chain = merged.settings()
                    .group("run")
                    .text("timeout")
                    .orElseThrow()
                    .origin()
                    .chain();
            assertEquals(
                    List.of("override 'run.timeout=8'", "mode 'm'", "test 's.t'", "test 's.base'", "host 'vm'"),
                    chain.stream().map(origin -> origin.layer().toString()).toList());
            assertEquals(2, chain.get(2).place().orElseThrow().line());
            assertEquals(
                    "<-c run.timeout=8>:1:13",
                    chain.getFirst().place().orElseThrow().toString());
        }
    }

    @Nested
    class Permutations {

        @Test
        void beyond_the_limit_are_refused_with_the_number() {
            var items = new StringBuilder("[0");
            for (int i = 1; i < 400; i++) {
                items.append(", ").append(i);
            }
            items.append(']');
            Resolution resolution = site().suite(
                            "s", "t: {permute_on: [a, b], variables: {a: " + items + ", b: " + items + "}}\n")
                    .resolve("s.t");
            assertTrue(only(resolution).startsWith("s.t: permute_on: 160000 permutations over var.a, var.b"));
        }

        @Test
        void that_fail_alike_are_one_problem_and_each_counts() {
            Resolution resolution = site().suite(
                            "s", "t: {permute_on: a, variables: {a: [1, 2, 3]}, run: {cmds: ['{{nobody}}']}}\n")
                    .resolve("s.t");
            assertEquals(3, resolution.failed());
            assertTrue(only(resolution).startsWith("s.t with a=1 (and 2 more permutations like it): run.cmds.0: "));
        }

        @Test
        void a_long_chain_of_references_is_bounded() {
            var suite = new StringBuilder("t:\n  variables:\n");
            for (int i = 9_999; i > 0; i--) {
                suite.append("    v").append(i).append(": '{{v").append(i - 1).append("}}'\n");
            }
            suite.append("    v0: x\n");
            assertTrue(site().suite("s", suite.toString())
                    .resolve("s.t")
                    .problems()
                    .getFirst()
                    .what()
                    .contains("longer than 250"));
        }
    }

    @Nested
    class Schedulers {

        private Resolution resolve(String suite) {
            return site().suite("s", suite).resolver(StandIns.cluster()).resolve(RunRequest.of("s.t"));
        }

        @Test
        void give_variables_that_differ_with_the_schedule_and_vary_fastest() {
            Resolution resolution = resolve("""
                    t:
                      scheduler: cluster
                      permute_on: [sched.chunk_ids, size]
                      variables: {size: [4, 6]}
                      chunk: '{{sched.chunk_ids}}'
                      schedule: {chunking: {size: '{{size}}'}}
                    """);
            assertEquals(List.of("s.t.0-4", "s.t.1-4", "s.t.2-4", "s.t.0-6", "s.t.1-6"), names(resolution));
            assertEquals("2", resolution.tests().get(2).chunk());
            assertEquals(
                    Map.of("sched.chunk_ids", Value.of("1"), "var.size", Value.of("6")),
                    resolution.tests().getLast().permutation());
        }

        @Test
        void may_object() {
            Resolution resolution = resolve("t: {scheduler: cluster, schedule: {chunking: {size: 13}}}\n");
            assertTrue(only(resolution).startsWith("s.t: schedule: there are only 12 nodes"));
        }

        @Test
        void keep_their_own_options_in_the_saved_test() {
            ResolvedTest test = resolve("t: {scheduler: cluster, schedule: {cluster: {colour: red}}}\n")
                    .tests()
                    .getFirst();
            ResolvedTest again = ResolvedTest.fromValue(test.toValue());
            assertEquals(Map.of("colour", List.of("red")), again.schedule().options("cluster"));
            ResolvedTest plain = resolve("t: {scheduler: cluster}\n").tests().getFirst();
            assertEquals(Map.of("colour", List.of("green")), plain.schedule().options("cluster"));
            assertTrue(only(resolve("t: {scheduler: cluster, schedule: {cluster: {color: red}}}\n"))
                    .contains("Did you mean 'colour'?"));
        }
    }

    @Nested
    class Deferred {

        private static SequencedMap<String, Variable> set(String name, String... texts) {
            var set = new LinkedHashMap<String, Variable>();
            set.put(name, StandIns.known(texts));
            return set;
        }

        @Test
        void what_nobody_set_is_not_saved_and_what_was_unset_on_purpose_is() {
            ResolvedTest test = site().suite("s", "t: {run: {cmds: 'true', env: {A: }}}\n")
                    .resolve("s.t")
                    .tests()
                    .getFirst();
            Value.Entries saved = SectionReader.section(test.toValue(), "config");
            Value.Entries run = SectionReader.section(saved, "run");
            assertEquals(
                    Set.of("cmds", "env", "verbose", "autoexit", "timeout", "concurrent"),
                    run.values().keySet());
            assertEquals(Value.of(Map.of("A", Value.NULL)), run.values().get("env"));
            assertFalse(saved.values().containsKey("result_parse"));
        }

        @Test
        void texts_are_filled_in_from_the_saved_test_alone() {
            Resolution resolution = site().suite("s", """
                            t:
                              variables: {where: 'on {{sys.host_name}}', twice: '{{where}}+{{where}}', plain: '{{1 + 1}}'}
                              run:
                                cmds: ['{{twice}} {{plain}}', '{{sched.test_node_list.*}}', 'plain {{plain}}', '\\{{kept']
                                timeout: '{{sched.test_nodes * 60}}'
                              result_evaluate: {n: '{{sched.test_nodes}} + 1'}
                            """).resolve("s.t");
            assertTrue(
                    resolution.problems().isEmpty(), () -> resolution.problems().toString());
            ResolvedTest test =
                    ResolvedTest.fromValue(resolution.tests().getFirst().toValue());
            assertTrue(test.deferred());
            assertEquals("!deferred!{{twice}} {{plain}}", test.run().cmds().getFirst());
            var sched = set("test_nodes", "3");
            sched.put("test_node_list", StandIns.known("n1", "n2", "n3"));
            ResolvedTest done = test.complete(Map.of("sys", set("host_name", "n1"), "sched", sched));
            assertFalse(done.deferred());
            assertEquals(
                    List.of("on n1+on n1 2", "n1", "n2", "n3", "plain 2", "{{kept"),
                    done.run().cmds());
            assertEquals(Duration.ofMinutes(3), done.run().timeout().orElseThrow());
            assertEquals(Value.of("3 + 1"), done.results().evaluate().values().get("n"));
        }

        @Test
        void texts_that_cannot_be_filled_in_are_problems() {
            ResolvedTest test = site().suite("s", "t: {run: {cmds: ['{{sched.test_nodes / 0}}']}}\n")
                    .resolve("s.t")
                    .tests()
                    .getFirst();
            var failure =
                    assertThrows(ConfigException.class, () -> test.complete(Map.of("sched", set("test_nodes", "3"))));
            assertTrue(failure.problems().getFirst().what().startsWith("run.cmds.0: "));
        }
    }

    @Nested
    class Conditions {

        @Test
        void skip_with_the_reason() {
            Resolution resolution = site().suite(
                            "s",
                            "t: {permute_on: a, variables: {a: [k80, h100]}, only_if: {'{{a}}': [a100, 'h.*']}, not_if: {x: y}}\n")
                    .resolve("s.t");
            assertEquals(List.of("s.t.h100"), names(resolution));
            assertEquals(
                    List.of("only_if: 'k80' matches none of 'a100', 'h.*'"),
                    resolution.skipped().stream().map(SkippedTest::reason).toList());
        }
    }

    @Nested
    class Patterns {

        @Test
        void that_never_end_or_are_none_are_problems() {
            Resolution resolution = site().suite(
                            "s", "t: {only_if: {" + "a".repeat(60) + "b: '(a+)+$'}}\nu: {not_if: {x: '(a'}}\n")
                    .resolve("s.u");
            assertTrue(only(resolution).contains("'(a' is not a regular expression"));
            Resolution endless = site().resolve("s.t");
            assertEquals(1, endless.failed() + endless.skipped().size());
        }
    }

    @Nested
    class Amounts {

        @Test
        void a_thousand_permutations_share_what_does_not_differ() {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                values.add(String.valueOf(i));
            }
            Resolution resolution = site().suite(
                            "s", "t: {permute_on: n, variables: {n: " + values + "}, run: {cmds: ['{{n * 2}}']}}\n")
                    .resolve("s.t");
            assertEquals(1_000, resolution.tests().size());
            assertEquals(List.of("1998"), resolution.tests().getLast().run().cmds());
            Value first = resolution.tests().getFirst().variables().values().get("sys");
            assertTrue(
                    first == resolution.tests().getLast().variables().values().get("sys"));
        }
    }
}
