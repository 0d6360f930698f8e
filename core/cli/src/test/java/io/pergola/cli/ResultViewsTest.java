package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.store.NewRun;
import io.pergola.store.RunDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultViewsTest {

    private final CliSite site;
    private final List<RunDirectory> runs = new ArrayList<>();

    ResultViewsTest(@TempDir Path folder) throws IOException {
        site = new CliSite(folder);
    }

    private void run(String name, Verdict verdict, String log, String results) throws IOException {
        RunDirectory run = site.store()
                .createRuns(List.of(new NewRun(name, new Value.Entries(new LinkedHashMap<>()), Map.of())))
                .getFirst();
        run.append(StateEntry.of(CliSite.NOW, RunState.RUNNING, ""));
        Files.writeString(run.log(), log);
        run.writeResults((Value.Entries) Json.read(results));
        run.end(StateEntry.of(CliSite.NOW.plusSeconds(2), RunState.COMPLETE, ""), verdict);
        runs.add(run);
    }

    private CliSite.Outcome results(String... options) {
        var words = new ArrayList<>(List.of("results"));
        runs.forEach(run -> words.add(run.id().toString()));
        words.addAll(List.of(options));
        return site.run(words.toArray(String[]::new));
    }

    private void nodes() throws IOException {
        run("s.net", Verdict.FAIL, "one\ntwo\n", """
                {"name": "s.net", "result_units": {"rate": "GB/s"}, "result_reason": "per_file.n2.rate 80 GB/s is below 95",
                 "per_file": {"n1": {"rate": 100, "ok": true}, "n2": {"rate": 80}},
                 "result_references": {"per_file.n2.rate": {"value": 100, "lower": 95, "state": "below"}},
                 "sizes": {"small": 1, "large": 2}}""");
        run("s.net", Verdict.PASS, "", "{\"name\": \"s.net\", \"per_file\": {\"n1\": {\"extra\": 1.5}}}");
    }

    @Test
    void aMappingIsATableOfAllRuns() throws IOException {
        nodes();
        assertEquals("""
                Test  Name   per_file  rate            ok    extra
                   1  s.net  n1        100 GB/s        true
                   1  s.net  n2        80 GB/s [95..]
                   2  s.net  n1                              1.5
                """, results("--by-key", "per_file").out());
        assertEquals("""
                Test  Name   sizes  value
                   1  s.net  small  1
                   1  s.net  large  2
                """, results("--by-key", "sizes").out());
        assertEquals("""
                Test  Name   per_file  extra
                   1  s.net  n1
                   1  s.net  n2
                   2  s.net  n1        1.5
                """, results("--by-key", "per_file", "-k", "extra").out());
    }

    @Test
    void aKeyThatIsNoMappingIsRefusedWithThoseThatAre() throws IOException {
        nodes();
        CliSite.Outcome outcome = results("--by-key", "name");
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains("none of these 2 runs has a mapping 'name'"), outcome.err());
        assertTrue(outcome.err().contains("There are: per_file, "), outcome.err());
    }

    @Test
    void aKeyThatASingleRunHasNotIsRefused() throws IOException {
        run("s.net", Verdict.PASS, "", "{\"name\": \"s.net\"}");
        CliSite.Outcome outcome = results("--by-key", "sizes");
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains("this run has no mapping 'sizes'"), outcome.err());
    }

    @Test
    void theFullViewHasAFigureALineTheReasonAndTheLastLines() throws IOException {
        nodes();
        assertEquals("""
                1 s.net  FAIL  2.00 s
                  reason            per_file.n2.rate 80 GB/s is below 95
                  sizes.small       1
                  sizes.large       2
                  per_file.n1.rate  100 GB/s
                  per_file.n1.ok    true
                  per_file.n2.rate  80 GB/s [95..]
                  | one
                  | two

                2 s.net  PASS  2.00 s
                  per_file.n1.extra  1.5
                """, results("--full").out());
    }

    @Test
    void theFullViewSaysWhatWentWrongOnTheWayAndWhereEmptyFiguresWereLookedFor() throws IOException {
        run("s.net", Verdict.FAIL, "", """
                {"name": "s.net", "rate": null, "pav_result_errors": ["late", "no file matches 'x'"], "result_reason": "late"}
                """);
        assertEquals("""
                1 s.net  FAIL  2.00 s
                  reason  late
                  rate
                  error   no file matches 'x'
                  'pergola log results 1' says where the empty figures were looked for
                """, results("--full").out().replaceAll(" +\n", "\n"));
    }

    @Test
    void oneRunThatFailedShowsWhatItPrintedLastAndNothingThatATerminalObeys() throws IOException {
        run("s.bad\033[2J", Verdict.FAIL, "1\n2\n3\n4\n5\n\033[31m6\n", "{\"return_value\": 3}");
        String out = results().out();
        assertTrue(out.endsWith("""
                        Last lines of 1 s.bad?[2J ('pergola log run 1' shows all):
                          | 2
                          | 3
                          | 4
                          | 5
                          | ?[31m6
                        """), out);
        assertEquals(-1, out.indexOf('\033'));
        assertEquals(-1, results("--full").out().indexOf('\033'));
        assertFalse(results("--json").out().contains("Last lines"));
    }

    @Test
    void ofSeveralRunsTheTableStandsAlone() throws IOException {
        run("s.a", Verdict.FAIL, "printed\n", "{}");
        run("s.b", Verdict.FAIL, "printed\n", "{}");
        assertFalse(results().out().contains("printed"));
    }

    @Test
    void fewFailuresAreShownAndManyAreNot() throws IOException {
        for (int i = 0; i < 5; i++) {
            run("s.a", Verdict.FAIL, "printed\n", "{}");
        }
        assertEquals(5, printed());
        run("s.a", Verdict.FAIL, "printed\n", "{}");
        assertEquals(0, printed());
    }

    private long printed() {
        var out = new ByteArrayOutputStream();
        var context = new Context(site.environment(), out, new ByteArrayOutputStream());
        new Failures(context)
                .print(site.store()
                        .summaries(runs.stream().map(run -> run.id().number()).toList()));
        context.flush();
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter("  | printed"::equals)
                .count();
    }
}
