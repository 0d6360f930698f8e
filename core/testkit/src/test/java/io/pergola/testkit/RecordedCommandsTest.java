package io.pergola.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.spi.CommandResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class RecordedCommandsTest {

    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final RecordedCommands commands = new RecordedCommands();

    @Test
    void answersTheExactCommandLine() {
        commands.prints("42\n", "squeue", "-h").fails(3, "refused", "sbatch", "x");
        assertEquals("42\n", commands.run(List.of("squeue", "-h"), LIMIT).stdout());
        CommandResult refused = commands.run(List.of("sbatch", "x"), LIMIT);
        assertEquals(3, refused.exitCode());
        assertEquals("refused", refused.stderr());
    }

    @Test
    void failsTheTestForACommandThatNobodyExpected() {
        commands.prints("", "squeue");
        AssertionFailedError failure =
                assertThrows(AssertionFailedError.class, () -> commands.run(List.of("squeue", "-a"), LIMIT));
        assertTrue(String.valueOf(failure.getMessage()).contains("[squeue, -a]"));
    }

    @Test
    void answersByRuleWhereThereIsNoExactAnswer() {
        var any = new CommandResult(CommandResult.Outcome.ENDED, 0, "any", "");
        commands.answersAny(line -> line.contains("-j"), any).prints("exact", "scancel", "-j", "1");
        assertEquals("exact", commands.run(List.of("scancel", "-j", "1"), LIMIT).stdout());
        assertEquals("any", commands.run(List.of("scancel", "-j", "2"), LIMIT).stdout());
    }

    @Test
    void remembersWhatWasAskedAndHowOften() {
        commands.prints("", "a", "1").prints("", "a", "2");
        commands.run(List.of("a", "1"), LIMIT);
        commands.run(List.of("a", "2"), LIMIT);
        assertEquals(List.of(List.of("a", "1"), List.of("a", "2")), commands.asked());
        assertEquals(Map.of("a", 2), commands.counts());
    }

    @Test
    void aMissingProgramIsNeitherFoundNorStarted() {
        commands.without("sbatch").prints("", "sbatch");
        assertEquals(Optional.empty(), commands.find("sbatch"));
        assertEquals(
                CommandResult.Outcome.NOT_STARTED,
                commands.run(List.of("sbatch"), LIMIT).outcome());
        assertEquals(Optional.of("/usr/bin/squeue"), commands.find("squeue"));
    }
}
