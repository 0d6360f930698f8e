package io.pergola.cli;

import static io.pergola.cli.Installed.contains;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** References in a file of their own, from the first run to the one that is out of its range; by the built distribution. */
class ReferencesIT {

    private Installed installed;

    @BeforeEach
    void install(@TempDir Path temp) throws IOException {
        installed = new Installed(temp);
    }

    @AfterEach
    void leaveNothing() throws IOException {
        installed.close();
    }

    private Path file() {
        return installed.config().resolve("references/refs.yaml");
    }

    private void suite(int rate) throws IOException {
        installed.suite("s", """
                _base:
                  variables: {plus: [0, 100]}
                  permute_on: plus
                  reference_file: refs.yaml
                  result_reference: {rate: {lower: -10%%, upper: +10%%}}
                  run: {cmds: ['printf "\\033[31mrate %%d GB/s\\n" $((%d + {{plus}}))']}
                  result_parse: {regex: {rate: {regex: 'rate (.*)', unit: GB/s}}}
                a: {inherits_from: _base}
                b: {inherits_from: _base}
                """.formatted(rate));
    }

    @Test
    void areMadeOfRunsAndJudgeTheNextOnes() throws Exception {
        suite(50);
        contains(installed.expect(0, "run", "s").err(), "there is no file of references 'refs.yaml' (yet)");
        contains(
                installed
                        .expect(0, "results", "--update-references", "--dry-run")
                        .out(),
                "s.a.100",
                "150");
        assertFalse(Files.exists(file()));
        installed.expect(0, "results", "--update-references");
        assertEquals("""
                s.a.0:
                  rate: {value: 50, unit: GB/s}
                s.a.100:
                  rate: {value: 150, unit: GB/s}
                s.b.0:
                  rate: {value: 50, unit: GB/s}
                s.b.100:
                  rate: {value: 150, unit: GB/s}
                """, sorted());

        suite(57);
        Shell.Outcome slower = installed.expect(1, "run", "s.a");
        contains(slower.out(), "rate 57 GB/s is above 55 (reference 50 +10%)", "157 GB/s [135..165]", "1 passed");
        contains(slower.out(), "Last lines of 5 s.a.0", "  | ?[31mrate 57 GB/s");
        assertEquals(-1, slower.out().indexOf('\033'));

        // What was saved with the run judges it again, whatever became of the file.
        Files.delete(file());
        contains(installed.expect(0, "results", "5", "--re-run").out(), "is above 55");
    }

    private String sorted() throws IOException {
        List<String> entries = new ArrayList<>(List.of(Files.readString(file()).split("(?m)^(?=s\\.)")));
        entries.sort(null);
        return String.join("", entries);
    }

    @Test
    void ofSeveralUpdatesAtOnceAllAreThereAndCommentsStay() throws Exception {
        suite(50);
        installed.expect(0, "run", "s");
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "# by hand\nother.test: {x: {value: 1}}  # stays\n");
        List<Process> started = new ArrayList<>();
        for (String run : List.of("1", "2", "3", "4")) {
            started.add(installed.start("results", run, "--update-references"));
        }
        for (Process process : started) {
            assertEquals(0, process.waitFor(), () -> "a command failed");
        }
        String text = Files.readString(file());
        contains(text, "# by hand\nother.test: {x: {value: 1}}  # stays\n", "s.a.0:", "s.a.100:", "s.b.0:", "s.b.100:");
        contains(
                installed.expect(0, "lint").err() + installed.run("lint").out(), "no test here is called 'other.test'");
        try (var left = Files.list(file().resolveSibling(""))) {
            assertEquals(1, left.count());
        }
    }
}
