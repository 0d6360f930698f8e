package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.ci.CiReport;
import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.store.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JUnit file in a program that others wrote to read such files. It is fetched by npm; where that cannot be done, this is skipped. */
class JUnitReaderIT {

    private static final NpmProgram READER = new NpmProgram("xunit-viewer", "10.6.1");

    @Test
    void findsRunsReasonsAndLogs(@TempDir Path folder) throws IOException, InterruptedException {
        READER.fetch(folder);
        CliSite site = new CliSite(folder.resolve("site"));
        List<RunDirectory> runs = site.series();
        RunDirectory second = runs.get(1);
        Files.writeString(second.log(), "\u001B[31mthe disk is full ]]> & <b>\u001B[0m\n");
        var results = new LinkedHashMap<String, Value>();
        results.put("result_reason", Value.of("rate 3 MB/s is below 12"));
        second.writeResults(new Value.Entries(results));
        second.end(StateEntry.of(CliSite.NOW, RunState.COMPLETE, ""), Verdict.FAIL);
        var report = new CiReport(folder, Instant.EPOCH);
        var store = site.store();
        report.add(store, store.summaries(List.of(1, 2)), store.results(List.of(1, 2)));
        report.write(folder);

        var shell = new Shell(
                folder,
                Map.of("HOME", folder.toString(), "PATH", System.getenv().getOrDefault("PATH", "")));
        Shell.Outcome outcome = shell.run(
                "node",
                READER.file("bin/xunit-viewer.js").toString(),
                "--results=" + folder.resolve("junit.xml"),
                "--console",
                "--no-color",
                "--output=" + folder.resolve("index.html"));
        String seen = outcome.out() + outcome.err();
        assertEquals(0, outcome.code(), seen);
        for (String text : List.of("first", "second", "rate 3 MB/s is below 12", "the disk is full")) {
            assertTrue(seen.contains(text), () -> text + " is not in\n" + seen);
        }
    }
}
