package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps of the pipelines in {@code docs/ci}, one after the other, against the distribution. */
class PipelinesIT {

    private static final Path ROOT = Path.of(System.getProperty("pergola.root"));

    /** What a pipeline runs in a shell, in the words of each system. */
    private static final Pattern STEP = Pattern.compile("(?m)^ *(?:- (pergola .*)|run: (.*))$|sh '([^']*)'");

    private static List<String> steps(String page) throws IOException {
        List<String> steps = new ArrayList<>();
        STEP.matcher(Files.readString(ROOT.resolve("docs/ci/" + page + ".md")))
                .results()
                .forEach(step -> IntStream.rangeClosed(1, 3)
                        .filter(group -> step.start(group) >= 0)
                        .forEach(group -> steps.add(step.group(group))));
        return steps;
    }

    private static Shell shell(Path home, String suite) throws IOException {
        Files.createDirectories(home.resolve("suites"));
        Files.writeString(home.resolve("suites/smoke.yaml"), suite);
        Files.writeString(home.resolve("pergola.yaml"), "working_dir: " + home.resolve("work") + "\n");
        return new Shell(
                home,
                Map.of(
                        "HOME", home.toString(),
                        "PERGOLA_CONFIG_DIR", home.toString(),
                        "XDG_RUNTIME_DIR", home.toString(),
                        "GITHUB_STEP_SUMMARY", home.resolve("step-summary.md").toString(),
                        "PATH", Installed.program().getParent() + ":/usr/bin:/bin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gitlab", "github", "jenkins"})
    void everyStepOfAPipelineThatPassesDoes(String page, @TempDir Path home) throws Exception {
        Shell shell =
                shell(home, "a: {run: {cmds: ['echo rate 5']}, result_parse: {regex: {rate: {regex: 'rate (.*)'}}}}\n");
        List<String> steps = steps(page);
        assertFalse(steps.isEmpty());
        for (String step : steps) {
            Shell.Outcome outcome = shell.run("/bin/bash", "-e", "-c", step);
            assertEquals(0, outcome.code(), () -> "$ " + step + "\n" + outcome.out() + outcome.err());
        }
        assertTrue(Files.readString(home.resolve("report/junit.xml")).contains("name=\"rate\" value=\"5\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gitlab", "github", "jenkins"})
    void aPipelineFailsWithATestAndStillReports(String page, @TempDir Path home) throws Exception {
        Shell shell = shell(home, "a: {run: {cmds: ['echo oops; exit 3']}}\n");
        int failed = 0;
        for (String step : steps(page)) {
            failed += shell.run("/bin/bash", "-e", "-c", step).code() == 0 ? 0 : 1;
        }
        assertEquals(1, failed);
        String report = Files.readString(home.resolve("report/junit.xml"));
        assertTrue(report.contains("the script ended with exit code 3") && report.contains("oops"), report);
        assertTrue(Files.readString(home.resolve("report/github.txt")).startsWith("::error file=suites/smoke.yaml,"));
    }
}
