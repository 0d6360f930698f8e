package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.Problem;
import io.pergola.select.Stores;
import io.pergola.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.MutuallyExclusiveArgsException;

class SelectionOptionsTest {

    private static final Stores NO_STORES = new Stores() {
        @Override
        public Optional<Store> store(String label) {
            return Optional.empty();
        }

        @Override
        public List<String> labels() {
            return List.of();
        }
    };

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
                new String[] {"-F", "FAILED"},
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
        options.filter(CliSite.NOW, NO_STORES, problems);
        options.order(problems);
        assertEquals(2, problems.size());
        assertTrue(problems.getLast().help().orElse("").contains("created"));
    }

    @Test
    void problemsOfFiltersStandBesideThoseOfOptions() {
        var problems = new ArrayList<Problem>();
        read("--older-than", "soon", "--filter", "usr=ann FALED").filter(CliSite.NOW, NO_STORES, problems);
        assertEquals(3, problems.size());
        assertEquals(
                List.of("--filter:1:1: error: there is no key 'usr'", "--filter:1:9: error: there is no word 'FALED'"),
                problems.subList(1, 3).stream().map(Problem::toString).toList());
    }

    @Test
    void contraryConditionsExclude() {
        assertThrows(MutuallyExclusiveArgsException.class, () -> read("--passed", "--failed"));
    }
}
