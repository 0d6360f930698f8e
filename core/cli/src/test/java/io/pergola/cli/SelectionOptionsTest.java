package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.Problem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.MutuallyExclusiveArgsException;

class SelectionOptionsTest {

    @Command
    static final class Holder {
        @Mixin
        private SelectionOptions selection = new SelectionOptions();
    }

    private static SelectionOptions read(String... args) {
        var holder = new Holder();
        new CommandLine(holder).parseArgs(args);
        return holder.selection;
    }

    @Test
    void wordsAreKeptInOrder() {
        assertEquals(List.of("12", "s5", "3-9"), read("12", "s5", "--passed", "3-9").words);
    }

    @Test
    void eachConditionNarrows() {
        assertTrue(read("all").unfiltered());
        for (String[] args : List.of(
                new String[] {"--complete"},
                new String[] {"--failed"},
                new String[] {"--state", "RUNNING"},
                new String[] {"--name", "x"},
                new String[] {"--user", "x"},
                new String[] {"--sys-name", "x"},
                new String[] {"--older-than", "1 day"},
                new String[] {"--newer-than", "2026"},
                new String[] {"-l", "3"})) {
            assertFalse(read(args).unfiltered(), args[0]);
        }
    }

    @Test
    void whatCannotBeReadBecomesProblems() {
        var problems = new ArrayList<Problem>();
        SelectionOptions options = read("--older-than", "soon", "--sort-by", "colour");
        options.filter(CliSite.NOW, problems);
        options.order(problems);
        assertEquals(2, problems.size());
        assertTrue(problems.getLast().help().orElse("").contains("created"));
    }

    @Test
    void contraryConditionsExclude() {
        assertThrows(MutuallyExclusiveArgsException.class, () -> read("--passed", "--failed"));
    }
}
