package io.pergola.select;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pergola.model.RunId;
import io.pergola.model.Verdict;
import io.pergola.store.RunSummary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunFilterTest {

    private static final Instant TIME = Instant.parse("2026-11-21T20:00:00Z");

    private final RunSummary passed = run(1, "hpc.triad.t1", "COMPLETE", Verdict.PASS);
    private final RunSummary failed = run(2, "hpc.triad.t2", "COMPLETE", Verdict.FAIL);
    private final RunSummary running = run(3, "demo.hello", "RUNNING", null);
    private final List<RunSummary> all = List.of(passed, failed, running);

    private static RunSummary run(int number, String name, String state, @Nullable Verdict verdict) {
        Instant created = TIME.plusSeconds(number);
        return new RunSummary(
                RunId.of(number),
                "uuid",
                name,
                number == 1 ? "ann" : "bob",
                "sys",
                "s1",
                "job",
                "raw",
                List.of(),
                created,
                null,
                null,
                state,
                created,
                "",
                verdict,
                verdict != null);
    }

    private List<RunSummary> left(RunFilter filter) {
        return all.stream().filter(filter::test).toList();
    }

    @Test
    void withoutConditionsLetsEverythingThrough() {
        assertEquals(all, left(RunFilter.NONE));
    }

    @Test
    void wantsAllConditionsMet() {
        assertEquals(List.of(failed), left(RunFilter.NONE.ended(true).user("bob")));
        assertEquals(List.of(), left(RunFilter.NONE.ended(false).verdict(Verdict.PASS)));
    }

    @Test
    void knowsEachCondition() {
        assertEquals(List.of(running), left(RunFilter.NONE.ended(false)));
        assertEquals(List.of(passed), left(RunFilter.NONE.verdict(Verdict.PASS)));
        assertEquals(List.of(running), left(RunFilter.NONE.state("running")));
        assertEquals(List.of(), left(RunFilter.NONE.sysName("other")));
        assertEquals(List.of(passed), left(RunFilter.NONE.olderThan(TIME.plusSeconds(2))));
        assertEquals(List.of(running), left(RunFilter.NONE.newerThan(TIME.plusSeconds(2))));
    }

    @ParameterizedTest
    @CsvSource({
        "hpc.*, 2",
        "hpc.triad.t?, 2",
        "*.hello, 1",
        "hpc, 0",
        "hpc+triad.*, 0",
        "*, 3",
        "?emo.hello, 1",
        "[h]pc.*, 0"
    })
    void matchesNamesWithStarsAndQuestionMarks(String glob, int count) {
        assertEquals(count, left(RunFilter.NONE.name(glob)).size());
    }
}
