package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pergola.json.Json;
import io.pergola.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builders are killed at random moments, and many want the same build at once: a real compiler, real processes. */
class BuildCrashIT {

    private static final long SEED = 20_261_122;
    private static final int MOMENTS = 20;
    private static final int LONGEST_MS = 1_500;
    private static final int AT_ONCE = 10;

    private Installed installed;
    private Path compiled;

    @BeforeEach
    void install(@TempDir Path folder) throws IOException {
        installed = new Installed(folder);
        compiled = Files.createDirectory(folder.resolve("compiled"));
        Path sources = Files.createDirectories(installed.config().resolve("test_src/code"));
        Files.writeString(sources.resolve("main.c"), """
                #include <stdio.h>
                int main(void) { return puts("whole") < 0; }
                """);
        installed.suite("s", """
                t:
                  variables: {n: ['1', '2', '3']}
                  permute_on: [n]
                  build:
                    source_path: code
                    specificity: '{{n}}'
                    cmds:
                      - 'echo compiled >> COMPILED/{{n}}'
                      - 'gcc -o prog main.c'
                      - 'sleep 0.1'
                      - 'cp prog last'
                  run: {cmds: ['./last']}
                """.replace("COMPILED", compiled.toString()));
    }

    @AfterEach
    void leaveNothing() throws IOException {
        installed.close();
    }

    @Test
    void afterABuilderWasKilledTheNextOneBuildsAgain() throws Exception {
        var random = new Random(SEED);
        for (int i = 0; i < MOMENTS; i++) {
            String[] run = {"run", "-c", "variables.n=" + i, "s"};
            Process killed = installed.start(run);
            Thread.sleep(random.nextInt(LONGEST_MS));
            killed.destroyForcibly().waitFor();
            installed.expect(0, run);
        }
        Value.Items builds =
                (Value.Items) Json.read(installed.expect(0, "builds", "--json").out());
        long finished = builds.values().stream()
                .filter(build -> ((Value.Entries) build).values().containsKey("made"))
                .count();
        assertEquals(MOMENTS, finished);
        assertEquals(MOMENTS, builds.values().size(), "nothing half made is left beside them");
    }

    @Test
    void tenAtOnceBuildEachKeyOnce() throws Exception {
        List<Process> all = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            Path folder = installed.folder();
            all.add(installed
                    .shell()
                    .start(folder.resolve("out" + i), folder.resolve("err" + i), Installed.command("run", "s")));
        }
        for (Process each : all) {
            assertEquals(0, each.waitFor());
        }
        for (String key : List.of("1", "2", "3")) {
            assertEquals(List.of("compiled"), Files.readAllLines(compiled.resolve(key)), key);
        }
        assertEquals(3 * AT_ONCE, installed.statuses("all").size());
    }
}
