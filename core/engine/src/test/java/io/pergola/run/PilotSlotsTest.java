package io.pergola.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What part of its job a run asks for, and gets. */
@Timeout(60)
class PilotSlotsTest extends PilotFixture {

    PilotSlotsTest(@TempDir Path directory) {
        super(directory);
    }

    @Test
    void oneThatAsksForSlotsIsToldOfThemAndBoundToThem() throws IOException {
        test("echo $PERGOLA_RANKS $PERGOLA_NODES $OMP_NUM_THREADS {{sched.test_cmd}}; cat $PERGOLA_HOSTFILE", 30);
        shared = false;
        fly(job("\"slots\":{\"ranks\":2,\"cores\":1}"), 8);
        assertEquals(List.of(Verdict.PASS), verdicts());
        assertEquals("2 n1 1 {{sched.test_cmd}}\nn1 slots=2\n", log(0));
        assertTrue(Files.isExecutable(runs.getFirst().placeScript()));
    }

    @Test
    void whatCanNeverRunIsAnErrorThatSaysWhy() {
        for (int i = 0; i < 4; i++) {
            test("true", 30);
        }
        fly(job(
                "\"slots\":{\"ranks\":3}",
                "\"consumables\":{\"fpga\":1}",
                "\"consumables\":{\"licence\":2}",
                "\"consumables\":{\"licence\":1}"));
        assertEquals(
                List.of(
                        "It can never run here: it wants 3 cores, and there are 2",
                        "It can never run here: it requires resources not defined for cluster: fpga",
                        "It can never run here: it wants 2 of licence, and there are 1",
                        "The test completed with result: PASS"),
                runs.stream().map(run -> run.lastState().note()).toList());
        assertEquals(List.of("RUN_ERROR", "RUN_ERROR", "RUN_ERROR", "COMPLETE"), states());
    }

    @Test
    void moreUrgentOnesStartFirst() throws IOException {
        for (int i = 0; i < 3; i++) {
            test("echo $TEST_ID >> %s".formatted(directory.resolve("order")), 30);
        }
        fly(job("\"priority\":-1", "\"cores\":1", "\"priority\":7"), 1);
        assertEquals(List.of("3", "2", "1"), Files.readAllLines(directory.resolve("order")));
    }
}
