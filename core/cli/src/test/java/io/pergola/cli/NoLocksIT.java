package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever only reads needs no locks: a shim refuses them, as a file system that is mounted without them does. */
class NoLocksIT {

    private static final int RUNS = 20;

    private Installed plain;
    private Installed lockless;

    @BeforeEach
    void install(@TempDir Path temp) throws Exception {
        plain = new Installed(temp);
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/gcc")), "there is no gcc");
        Path source = temp.resolve("nolocks.c");
        try (var text = NoLocksIT.class.getResourceAsStream("/nolocks/nolocks.c")) {
            Files.write(source, text.readAllBytes());
        }
        Path shim = temp.resolve("nolocks.so");
        Shell.Outcome made =
                plain.shell().run("gcc", "-shared", "-fPIC", "-o", shim.toString(), source.toString(), "-ldl");
        assertEquals(0, made.code(), made::err);
        lockless = new Installed(temp, Map.of("LD_PRELOAD", shim.toString()));
        plain.suite("s", """
                quick:
                  variables: {n: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]}
                  permute_on: n
                  run: {cmds: ['echo "value {{n}}"']}
                  result_parse: {regex: {value: {regex: 'value (.*)'}}}
                slow:
                  inherits_from: quick
                  run: {cmds: ['sleep 0.2']}
                """);
    }

    @AfterEach
    void leaveNothing() throws IOException {
        plain.close();
    }

    @Test
    void areNeededByNobodyWhoReads() throws Exception {
        plain.expect(0, "run", "s.quick*2");
        Process writer = plain.start("run", "s.slow*2");
        int looks = 0;
        while (writer.isAlive() || looks < 2) {
            List<Process> readers = new ArrayList<>();
            readers.add(lockless.start("status", "all"));
            readers.add(lockless.start("status", "all", "-F", "PASSED"));
            String seen = lockless.expect(0, "list", "test_runs", "all", "-F", "PASSED")
                    .out();
            assertTrue(seen.strip().split(" ").length >= RUNS, seen);
            for (Process reader : readers) {
                assertEquals(0, reader.waitFor());
            }
            looks++;
        }
        assertEquals(0, writer.waitFor());
        assertEquals(2 * RUNS, lockless.statuses("all").size());
        assertEquals(
                plain.expect(0, "results", "all", "--json").out(),
                lockless.expect(0, "results", "all", "--json").out());
        String filter = "name=s.quick.* created<1 day";
        assertEquals(
                plain.expect(0, "status", "all", "-F", filter).out(),
                lockless.expect(0, "status", "all", "-F", filter).out());
    }
}
