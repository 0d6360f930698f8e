package io.pergola.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.config.BuiltInVariables;
import io.pergola.config.SiteVariable;
import io.pergola.expr.Variable;
import io.pergola.model.ConfigException;
import io.pergola.model.PluginException;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.spi.CommandResult;
import io.pergola.spi.CommandResult.Outcome;
import io.pergola.spi.CommandRunner;
import io.pergola.spi.SystemVariable;
import io.pergola.spi.VariableContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteVariablesTest {

    @TempDir
    private Path dir = Path.of("unset");

    private final List<String> ran = new ArrayList<>();

    /** Prints the words of a line one below the other; a line {@code fail} fails. */
    private final CommandRunner shell = new CommandRunner() {
        @Override
        public CommandResult run(List<String> command, Duration limit) {
            String line = command.getLast();
            ran.add(line);
            return switch (line) {
                case "fail" -> new CommandResult(Outcome.ENDED, 3, "", "\nno such rack\n");
                case "slow" -> new CommandResult(Outcome.TIMED_OUT, -1, "", "");
                default -> new CommandResult(Outcome.ENDED, 0, line.replace(' ', '\n') + "\n\n", "");
            };
        }

        @Override
        public Optional<String> find(String program) {
            return Optional.of("/usr/bin/" + program);
        }
    };

    private final class Plugin implements SiteVariables.Plugins {

        @Override
        public Optional<SystemVariable> find(String name) {
            ran.add("plugin " + name);
            return name.startsWith("p_") ? Optional.of(new Told(name)) : Optional.empty();
        }

        @Override
        public Collection<String> names() {
            return List.of("p_list");
        }

        @Override
        public List<Problem> problems() {
            return List.of(
                    Problem.error("The plugin x.jar cannot be used: it is torn").help("Mend it"));
        }
    }

    private record Told(String name) implements SystemVariable {

        @Override
        public String description() {
            return "";
        }

        @Override
        public boolean deferred() {
            return name.equals("p_later");
        }

        @Override
        public Value value(VariableContext context) {
            return switch (name) {
                case "p_broken" -> throw new PluginException("p_broken of x.jar is broken", null);
                case "p_list" -> new Value.Items(List.of(Value.of(1), Value.of(2.5), Value.of(true)));
                default -> Value.of(Map.of("a", Value.of(7)));
            };
        }
    }

    private SiteVariables variables(String... namesAndCommands) {
        var commands = new LinkedHashMap<String, SiteVariable>();
        for (int i = 0; i < namesAndCommands.length; i += 2) {
            String name = namesAndCommands[i];
            commands.put(
                    name,
                    new SiteVariable(name, namesAndCommands[i + 1], name.startsWith("later"), Duration.ofSeconds(4)));
        }
        return new SiteVariables(
                commands, new Plugin(), () -> new VariableContext(shell, InstantSource.system(), Map.of()));
    }

    private Resolution resolve(SiteVariables site, String suite) {
        return new TestSite(dir)
                .suite("s", suite)
                .resolver(StandIns.raw(), site)
                .resolve(RunRequest.of("s"));
    }

    private static List<String> commands(ResolvedTest test) {
        return test.run().cmds();
    }

    private static Problem only(Resolution resolution) {
        assertEquals(
                1, resolution.problems().size(), () -> resolution.problems().toString());
        return resolution.problems().getFirst();
    }

    @Test
    void hasAnItemForEachLineThatItsCommandPrints() {
        Resolution resolution = resolve(
                variables("rack", "r1 r2"), "t: {run: {cmds: ['{{rack}} {{sys.rack.1}}', '[~{{sys.rack}}~+]']}}\n");
        assertEquals(List.of("r1 r2", "r1+r2"), commands(resolution.tests().getFirst()));
    }

    @Test
    void isRunOnceForAllTestsAndNotIfNoneUsesIt() {
        resolve(variables("rack", "r1", "other", "o"), """
                a: {run: {cmds: ['{{rack}}']}}
                b: {run: {cmds: ['{{sys.rack}}']}}
                c: {variables: {other: mine}, run: {cmds: ['{{other}} {{user}} {{nodes}}']}}
                """);
        assertEquals(List.of("r1"), ran);
    }

    @Test
    void canBePermutedOverAndIsSaved() {
        Resolution resolution =
                resolve(variables("rack", "r1 r2"), "t: {permute_on: [sys.rack], run: {cmds: ['{{rack}}']}}\n");
        assertEquals(
                List.of("s.t.r1", "s.t.r2"),
                resolution.tests().stream().map(ResolvedTest::name).toList());
        var sys = (Value.Entries)
                resolution.tests().getLast().variables().values().getOrDefault("sys", Value.NULL);
        assertEquals(Value.ofTexts(List.of("r2")), sys.values().get("rack"));
    }

    @Test
    void thatFailsIsAProblemAtThePlaceOfUseAndIsNotRunAgain() {
        Resolution resolution = resolve(variables("rack", "fail"), """
                a: {run: {cmds: ['echo {{1 + sys.rack}}']}}
                b: {run: {cmds: ['{{rack}}']}}
                """);
        assertEquals(2, resolution.failed());
        Problem problem = resolution.problems().getFirst();
        assertTrue(
                problem.what()
                        .contains("run.cmds.0: the command of the system variable 'rack' ended with 3: fail"
                                + " (no such rack)"),
                problem.what());
        assertEquals(30, problem.place().orElseThrow().column());
        assertEquals(List.of("fail"), ran);
    }

    @Test
    void thatIsTooSlowIsAProblem() {
        assertTrue(only(resolve(variables("rack", "slow"), "t: {run: {cmds: ['{{rack}}']}}\n"))
                .what()
                .contains("did not end within 4 s"));
    }

    @Test
    void thatIsDeferredIsAskedForInTheJob() {
        SiteVariables site = variables("later", "v1");
        ResolvedTest test =
                resolve(site, "t: {run: {cmds: ['{{later}}']}}\n").tests().getFirst();
        assertEquals(List.of(), ran);
        assertTrue(test.deferred());
        var now = new LinkedHashMap<String, Variable>();
        now.put("later", site.onNode("later"));
        assertEquals(
                List.of("v1"), commands(ResolvedTest.fromValue(test.toValue()).complete(Map.of("sys", now))));
    }

    @Test
    void thatIsDeferredCannotStandWhereItsValueIsNeededAtOnce() {
        Problem problem = only(resolve(variables("later", "p"), "t: {schedule: {partition: '{{later}}'}}\n"));
        assertTrue(problem.what().contains("'later', which is deferred"), problem.what());
    }

    @Test
    void thatIsGoneInTheJobIsTold() {
        var failure = assertThrows(ConfigException.class, () -> variables().onNode("later"));
        assertTrue(String.valueOf(failure.getMessage()).contains("is gone"), failure::toString);
    }

    @Test
    void ofAPluginIsPrintedAsStringsPrintIt() {
        Resolution resolution = resolve(variables(), "t: {run: {cmds: ['[~{{sys.p_list}}~ ]', '{{p_parts.a}}']}}\n");
        assertEquals(List.of("1 2.5 True", "7"), commands(resolution.tests().getFirst()));
    }

    @Test
    void ofABrokenPluginIsAProblemAtThePlaceOfUse() {
        Problem problem = only(resolve(variables(), "t: {run: {cmds: ['{{p_broken}}']}}\n"));
        assertTrue(problem.what().endsWith("run.cmds.0: p_broken of x.jar is broken"), problem.what());
        assertEquals(1, problem.place().orElseThrow().line());
    }

    @Test
    void thatNobodyHasIsToldWithThePluginsThatCannotBeUsed() {
        Resolution resolution = resolve(variables(), "t: {run: {cmds: ['{{sys.nobody}}']}}\n");
        assertEquals(1, resolution.failed());
        assertTrue(resolution.problems().getFirst().what().contains("There is no variable \"sys.nobody\""));
        assertTrue(resolution.problems().getLast().what().contains("it is torn"));
    }

    @Test
    void noneOfThisMachinesOwnNamesIsLeftToSites() {
        var machine = new MachineVariables(Path.of("/"), Map.of(), InstantSource.system());
        assertTrue(BuiltInVariables.names().containsAll(machine.sys().keySet()));
        assertTrue(BuiltInVariables.names().containsAll(machine.pav().keySet()));
    }
}
