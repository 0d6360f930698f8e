package io.pergola.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastPassesTest {

    private static final Instant EARLY = Scratch.NOW.plusSeconds(10);
    private static final Instant LATE = Scratch.NOW.plusSeconds(20);

    private final Scratch scratch;

    LastPassesTest(@TempDir Path folder) {
        scratch = new Scratch(folder);
    }

    private RunDirectory run(String name, Verdict verdict, Instant end, String... nodes) {
        RunDirectory run =
                scratch.store().createRuns(List.of(Scratch.newRun(name))).getFirst();
        run.writeNodes(List.of(nodes));
        run.writeResults(Scratch.entries("result", verdict.name()));
        run.end(StateEntry.of(end, RunState.COMPLETE, "Done"), verdict);
        return run;
    }

    private Map<String, Instant> passes() {
        return scratch.store().lastPasses("suite.test");
    }

    @Test
    void areTheLatestOfEachNodeOverAllPermutations() {
        run("suite.test", Verdict.PASS, LATE, "n1");
        run("suite.test.a=1", Verdict.PASS, EARLY, "n1", "n2");
        assertEquals(Map.of("n1", LATE, "n2", EARLY), passes(), "from the directories");
        assertEquals(Map.of("n1", LATE, "n2", EARLY), passes(), "from the index");
        run("suite.test", Verdict.PASS, LATE, "n2");
        assertEquals(Map.of("n1", LATE, "n2", LATE), passes(), "from both");
    }

    @Test
    void areNotThoseOfOtherTestsNorOfRunsThatDidNotPass() {
        run("suite.test2", Verdict.PASS, LATE, "n1");
        run("suite.tes", Verdict.PASS, LATE, "n1");
        run("suite.test", Verdict.FAIL, LATE, "n1");
        run("suite.test", Verdict.PASS, LATE);
        scratch.create();
        assertEquals(Map.of(), passes());
        assertEquals(Map.of(), passes());
    }

    @Test
    void endWithTheRunsThatAreRemoved() {
        RunDirectory run = run("suite.test", Verdict.PASS, LATE, "n1");
        run("suite.test", Verdict.PASS, EARLY, "n1");
        passes();
        scratch.store().remove(run);
        assertEquals(Map.of("n1", EARLY), passes());
    }

    @Test
    void areKnownWithoutAnIndexToo() throws IOException {
        Files.createFile(scratch.cache());
        run("suite.test", Verdict.PASS, LATE, "n1");
        assertEquals(Map.of("n1", LATE), passes());
    }
}
