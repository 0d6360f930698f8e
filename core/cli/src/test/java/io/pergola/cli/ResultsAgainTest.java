package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.store.NewRun;
import io.pergola.store.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsAgainTest {

    private final CliSite site;

    ResultsAgainTest(@TempDir Path folder) throws IOException {
        site = new CliSite(folder);
    }

    private static Value.Entries mapping(Map<String, ? extends Value> values) {
        return new Value.Entries(new LinkedHashMap<>(values));
    }

    /** A run whose log has another rate than the one that was found in it. */
    private RunDirectory run(String rate, RunState state, Verdict verdict) throws IOException {
        Value.Entries regex = mapping(Map.of("rate", mapping(Map.of("regex", Value.of("rate (.*)")))));
        Value.Entries config = mapping(Map.of(
                "result_parse", mapping(Map.of("regex", regex)),
                "result_evaluate", mapping(Map.of("result", Value.of(rate)))));
        RunDirectory run = site.store()
                .createRuns(List.of(new NewRun("s.t", mapping(Map.of("config", config)), Map.of())))
                .getFirst();
        site.store().createSeries("cmdline", List.of(run));
        Files.writeString(run.log(), "rate 20\n");
        run.writeResults(mapping(Map.of(
                "name",
                Value.of("s.t"),
                "return_value",
                Value.of(0),
                "rate",
                Value.of(5),
                "result",
                Value.of("FAIL"))));
        run.end(StateEntry.of(CliSite.NOW, state, "It ran too long"), verdict);
        return run;
    }

    private CliSite.Outcome results(String... options) {
        var words = new ArrayList<>(List.of("results", "1"));
        words.addAll(List.of(options));
        return site.run(words.toArray(String[]::new));
    }

    @Test
    void whatTheRunLeftIsJudgedByItsOwnConfiguration() throws IOException {
        run("rate > 10", RunState.COMPLETE, Verdict.FAIL);
        CliSite.Outcome outcome = results("--re-run");
        assertTrue(outcome.out().contains("PASS") && outcome.out().contains("rate=20"), outcome.out());
        assertTrue(outcome.err().contains("was FAIL, now PASS"), outcome.err());
        assertTrue(results().out().contains("rate=5"));
    }

    @Test
    void whatIsSavedStays() throws IOException {
        run("rate > 10", RunState.COMPLETE, Verdict.FAIL);
        site.run("history");
        results("--re-run", "--save");
        assertTrue(results().out().contains("rate=20"), results().out());
        assertTrue(site.run("history").out().contains("rate=20"));
    }

    @Test
    void aRunThatWasKilledInTimeStaysAnError() throws IOException {
        run("rate > 10", RunState.RUN_TIMEOUT, Verdict.ERROR);
        String out = results("--re-run").out();
        assertTrue(out.contains("ERROR") && out.contains("It ran too long"), out);
    }

    @Test
    void whatOnlyTheJobKnewIsRefused() throws IOException {
        run("!deferred!rate > {{sched.nodes}}", RunState.COMPLETE, Verdict.FAIL);
        CliSite.Outcome outcome = results("--re-run");
        assertTrue(outcome.err().contains("only its job knew"), outcome.err());
        assertTrue(outcome.out().contains("rate=5"), outcome.out());
    }

    @Test
    void savingAloneMeansNothing() {
        assertEquals(2, site.run("results", "--save").code());
    }
}
