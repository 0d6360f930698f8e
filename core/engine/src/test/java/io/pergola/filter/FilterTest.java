package io.pergola.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.Problem;
import io.pergola.store.RunSummary;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {

    private static Filter read(String text) {
        var problems = new ArrayList<Problem>();
        return Filter.read(text, SampleRuns.NOW, ZoneOffset.UTC, problems)
                .orElseThrow(() -> new NoSuchElementException(text + ": " + problems));
    }

    private static String left(String text) {
        Predicate<RunSummary> filter = read(text).over(new SampleRuns());
        return SampleRuns.ALL.stream()
                .filter(filter)
                .map(run -> run.id().toString())
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "COMPLETE ~ 1 2 3",
                "complete ~ 1 2 3",
                "PASSED ~ 1",
                "FAILED ~ 2",
                "RESULT_ERROR ~ 3",
                "ALL_STARTED ~ 1 2",
                "name=hpc.* ~ 1 2",
                "name=hpc.triad.t? ~ 2",
                "name=hpc ~ ``",
                "name!=hpc.* ~ 3 4",
                "name='hpc.triad.a b' ~ 1",
                "name=\"demo.(x)\" ~ 4",
                "user=ann ~ 1 3",
                "USER = ann ~ 1 3",
                "sys_name=big ~ 3",
                "series=s2 ~ 3 4",
                "scheduler!=raw ~ 3",
                "partition=gpu ~ 3",
                "partition='' ~ 1 2 4",
                "nodes=node02 ~ 1 2",
                "nodes=node[01,03-09] ~ 1",
                "nodes=gpu*,node01 ~ 1 3",
                "nodes!=node02 ~ 3 4",
                "num_nodes=1 ~ 2 3",
                "num_nodes!=1 ~ 1 4",
                "num_nodes<1 ~ 4",
                "num_nodes<=1 ~ 2 3 4",
                "num_nodes>1 ~ 1",
                "num_nodes>=1 ~ 1 2 3",
                "state=running ~ 4",
                "state=RUN* ~ 3 4",
                "has_state=build_* ~ 1",
                "has_state!=COMPLETE ~ 3 4",
                "result=error ~ 3",
                "result='' ~ 4",
                "created<1 week ~ 2 3 4",
                "created > 1week ~ 1",
                "created>=3 days ~ 1 2",
                "created<=3 days ~ 2 3 4",
                "created<2026-11 ~ 1",
                "created>2026-11-21 19:00 ~ 4",
                "created>2026-11-21 name=d*:* | name=demo.* ~ 3 4",
                "started<1 hour ~ ``",
                "finished<1 day ~ 3",
                "!(finished<1 day) ~ 1 2 4"
            })
    void knowsEachWordKeyAndOperator(String filter, String runs) {
        assertEquals(runs, left(filter));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "PASSED | FAILED user=bob ~ 1 2",
                "(PASSED | FAILED) user=bob ~ 2",
                "FAILED user=bob | PASSED ~ 1 2",
                "!PASSED user=ann ~ 3",
                "!(PASSED user=ann) ~ 2 3 4",
                "!!PASSED ~ 1",
                "! PASSED !FAILED ~ 3 4",
                "((PASSED)|(user=eve)) ~ 1 4",
                "PASSED|user=eve|num_nodes=1 ~ 1 2 3 4",
                "COMPLETE (user=ann | user=bob) !FAILED ~ 1 3",
                "FAILED partition=gpu ~ ``",
                "partition=gpu | PASSED ~ 1 3"
            })
    void bindsBlanksBeforeBarsAndExclamationMarksFirst(String filter, String runs) {
        assertEquals(runs, left(filter));
    }

    @Test
    void looksNothingUpForRunsThatDoNotMeetTheRest() {
        var facts = new SampleRuns();
        Predicate<RunSummary> filter =
                read("partition=gpu has_state=x user=eve").over(facts);
        assertEquals(List.of(), SampleRuns.ALL.stream().filter(filter).toList());
        assertEquals(1, facts.asked());
        Predicate<RunSummary> either =
                read("partition=gpu | user=ann | user=bob").over(facts);
        assertEquals(3, SampleRuns.ALL.stream().filter(either).count());
        assertEquals(2, facts.asked());
    }

    @Test
    void aFilterThatIsNotReadIsNone() {
        assertThrows(NoSuchElementException.class, () -> read("usr=ann"));
        var problems = new ArrayList<Problem>();
        assertTrue(Filter.read("", SampleRuns.NOW, ZoneOffset.UTC, problems).isEmpty());
        assertEquals(1, problems.size());
    }
}
