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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdateReferencesTest {

    private final CliSite site;
    private final List<RunDirectory> runs = new ArrayList<>();

    UpdateReferencesTest(@TempDir Path folder) throws IOException {
        site = new CliSite(folder);
        site.suite("s", """
                triad:
                  reference_file: refs.yaml
                  result_reference: {rate: {lower: -5%, unit: GB/s}}
                copy:
                  result_reference: {rate: {value: 7}}
                """);
    }

    private void run(String test, Verdict verdict, double rate) {
        String saved = """
                {"suite":"s","test":"%s","subtitle":"","label":"main","suite_path":"/s.yaml","host":"h","os":"o","modes":[],
                 "options":{},"permutation":{},"variables":{},"config":{}}""".formatted(test);
        RunDirectory run = site.store()
                .createRuns(List.of(new NewRun("s." + test, (Value.Entries) Json.read(saved), Map.of())))
                .getFirst();
        run.writeResults((Value.Entries) Json.read("{\"rate\": " + rate + ", \"nodes\": [\"n1\"]}"));
        run.end(StateEntry.of(CliSite.NOW.plusSeconds(runs.size()), RunState.COMPLETE, ""), verdict);
        runs.add(run);
    }

    private CliSite.Outcome update(String... options) {
        var words = new ArrayList<>(List.of("results", "--update-references"));
        runs.forEach(run -> words.add(run.id().toString()));
        words.addAll(List.of(options));
        return site.run(words.toArray(String[]::new));
    }

    private Path file() {
        return site.path("site/references/refs.yaml");
    }

    @Test
    void oldAndNewAreShownAndWritten() throws IOException {
        run("triad", Verdict.PASS, 100);
        run("triad", Verdict.PASS, 130);
        run("triad", Verdict.FAIL, 1);
        String dry = """
                Figure  Test     For  Runs  Old  New  Unit  Change  Where
                rate    s.triad          2       115  GB/s          site/references/refs.yaml (new)
                Not written (--dry-run): 1 value in site/references/refs.yaml
                """;
        assertEquals(new CliSite.Outcome(0, dry, ""), update("--dry-run"));
        assertFalse(Files.exists(file()));
        assertEquals(0, update().code());
        assertEquals("s.triad:\n  rate: {value: 115}\n", Files.readString(file()));
        assertEquals("""
                Figure  Test     For  Runs  Old  New  Unit   Change  Where
                rate    s.triad          1  115  130  GB/s  +13.0 %  site/references/refs.yaml:2
                Written: 1 value in site/references/refs.yaml
                """, update("--from-last", "1").out());
        assertTrue(update("--from-last", "1").out().contains("same"));
        assertEquals("s.triad:\n  rate: {value: 130}\n", Files.readString(file()));
    }

    @Test
    void runsThatFailedCountOnlyIfTheyAreAskedFor() throws IOException {
        run("triad", Verdict.FAIL, 1);
        CliSite.Outcome refused = update();
        assertEquals(2, refused.code());
        assertTrue(refused.err().contains("of 1 run none passed"), refused.err());
        assertEquals(0, update("--failed").code());
        assertTrue(Files.readString(file()).contains("value: 1}"));
    }

    @Test
    void whatStandsInASuiteIsShownWithItsPlace() {
        run("copy", Verdict.PASS, 8);
        CliSite.Outcome alone = update();
        assertEquals(2, alone.code());
        assertTrue(alone.out().contains("site/tests/s.yaml:5"), alone.out());
        assertTrue(alone.err().contains("s.yaml:5:36: error: rate: this value is not in a file"), alone.err());
        assertTrue(alone.err().contains("Write 8 there"), alone.err());
        run("triad", Verdict.PASS, 100);
        CliSite.Outcome both = update();
        assertEquals(0, both.code());
        assertTrue(both.err().contains("s.yaml:5:36: warning: rate"), both.err());
    }

    @Test
    void optionsThatMeanNothingAreRefused() {
        assertEquals(2, site.run("results", "--dry-run").code());
        assertEquals(2, site.run("results", "--for", "x").code());
        assertEquals(2, site.run("results", "--from-last", "3").code());
        assertEquals(
                2,
                site.run("results", "--update-references", "--from-last", "0").code());
    }

    @Test
    void figuresWithoutAReferenceAreNamed() throws IOException {
        run("triad", Verdict.PASS, 100);
        site.suite("s", "triad: {reference_file: refs.yaml}\n");
        CliSite.Outcome none = update();
        assertEquals(2, none.code());
        assertTrue(none.err().contains("name some with -k"), none.err());
        assertEquals(0, update("-k", "rate", "--for", "n*").code());
        assertEquals("s.triad:\n  rate: {for: {'n*': {value: 100}}}\n", Files.readString(file()));
    }
}
