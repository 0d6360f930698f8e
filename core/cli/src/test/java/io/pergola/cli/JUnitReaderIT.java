package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pergola.ci.CiReport;
import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.store.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JUnit file in a program that others wrote to read such files. It is fetched by npm; where that cannot be done, this is skipped. */
class JUnitReaderIT {

    private static final String VERSION = "10.6.1";
    private static final Path ROOT = Path.of(System.getProperty("pergola.root"));
    private static final Path HOME = ROOT.resolve("core/cli/target/xunit-viewer-" + VERSION);
    private static final Path PROGRAM = HOME.resolve("node_modules/xunit-viewer/bin/xunit-viewer.js");

    private static void fetch(Path folder) throws IOException, InterruptedException {
        assumeTrue(onPath("node") && onPath("npm"), "node or npm is not installed");
        Path done = HOME.resolve("done");
        if (Files.exists(done)) {
            return;
        }
        Files.createDirectories(HOME);
        Path log = HOME.resolve("npm.log");
        Process npm = new ProcessBuilder(
                        "npm",
                        "install",
                        "--prefix",
                        HOME.toString(),
                        "--no-audit",
                        "--no-fund",
                        "--no-save",
                        "--ignore-scripts",
                        "--fetch-retries=1",
                        "--fetch-timeout=60000",
                        "xunit-viewer@" + VERSION)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = npm.waitFor(3, TimeUnit.MINUTES);
        if (!ended) {
            npm.destroyForcibly().waitFor();
        }
        assumeTrue(ended && npm.exitValue() == 0, "npm could not fetch xunit-viewer (" + ROOT.relativize(log) + ")");
        Files.writeString(done, VERSION + "\n");
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    @Test
    void findsRunsReasonsAndLogs(@TempDir Path folder) throws IOException, InterruptedException {
        fetch(folder);
        CliSite site = new CliSite(folder.resolve("site"));
        List<RunDirectory> runs = site.series();
        RunDirectory second = runs.get(1);
        Files.writeString(second.log(), "\u001B[31mthe disk is full ]]> & <b>\u001B[0m\n");
        var results = new LinkedHashMap<String, Value>();
        results.put("result_reason", Value.of("rate 3 MB/s is below 12"));
        second.writeResults(new Value.Entries(results));
        second.end(StateEntry.of(CliSite.NOW, RunState.COMPLETE, ""), Verdict.FAIL);
        var report = new CiReport(folder);
        var store = site.store();
        report.add(store, store.summaries(List.of(1, 2)), store.results(List.of(1, 2)));
        report.write(folder);

        var shell = new Shell(
                folder,
                Map.of("HOME", folder.toString(), "PATH", System.getenv().getOrDefault("PATH", "")));
        Shell.Outcome outcome = shell.run(
                "node",
                PROGRAM.toString(),
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
