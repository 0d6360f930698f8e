package io.pergola.filter;

import io.pergola.model.RunId;
import io.pergola.model.Verdict;
import io.pergola.store.RunSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Four runs, and what would have to be looked up of them. */
final class SampleRuns implements Facts {

    static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");

    /** By their numbers: 1 passed, 2 failed, 3 erred, 4 runs. */
    static final List<RunSummary> ALL = List.of(
            run(1, "hpc.triad.a b", "ann", Duration.ofDays(30), "COMPLETE", Verdict.PASS, List.of("node01", "node02")),
            run(2, "hpc.triad.t2", "bob", Duration.ofDays(3), "COMPLETE", Verdict.FAIL, List.of("node02")),
            run(3, "demo.hello", "ann", Duration.ofHours(2), "RUN_TIMEOUT", Verdict.ERROR, List.of("gpu1")),
            run(4, "demo.(x)", "eve", Duration.ofMinutes(5), "RUNNING", null, List.of()));

    private int asked;

    private static RunSummary run(
            int number,
            String name,
            String user,
            Duration age,
            String state,
            @Nullable Verdict verdict,
            List<String> nodes) {
        Instant created = NOW.minus(age);
        boolean ended = verdict != null;
        return new RunSummary(
                RunId.of(number),
                "uuid" + number,
                name,
                user,
                number == 3 ? "big" : "tiny",
                number < 3 ? "s1" : "s2",
                "job",
                number == 3 ? "slurm" : "raw",
                nodes,
                created,
                number == 4 ? null : created.plusSeconds(60),
                ended ? created.plusSeconds(120) : null,
                state,
                created,
                "",
                verdict,
                ended);
    }

    /** How often something was looked up. */
    int asked() {
        return asked;
    }

    @Override
    public String partition(RunSummary run) {
        asked++;
        return run.id().number() == 3 ? "gpu" : "";
    }

    @Override
    public List<String> states(RunSummary run) {
        asked++;
        return run.id().number() == 1 ? List.of("BUILD_DONE", "COMPLETE") : List.of(run.state());
    }

    @Override
    public boolean allStarted(RunSummary run) {
        asked++;
        return run.series().equals("s1");
    }
}
