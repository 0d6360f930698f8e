package io.pergola.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pergola.model.NodeInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeCacheTest {

    private static final Instant START = Instant.parse("2026-03-21T12:00:00Z");

    private final List<NodeInfo> nodes = List.of(
            new NodeInfo("n1", true, false, 4, 1000, 2, Set.of("a", "b"), Set.of(), Set.of("f"), "ALLOCATED", ""),
            new NodeInfo("n2", false, false, 4, 0, 0, Set.of(), Set.of("r"), Set.of(), "DOWN", "fan\tis\nbroken"));
    private Instant now = START;
    private int asked;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private List<NodeInfo> get(String scheduler) {
        // Each has nothing but the directory in common with the one before, as commands have.
        var cache = new NodeCache(folder.resolve("cache"), Duration.ofSeconds(60), () -> now);
        return cache.get(scheduler, () -> {
                    asked++;
                    return nodes;
                })
                .nodes();
    }

    @Test
    void anAnswerIsUsedAgainUntilItIsTooOld() {
        get("slurm");
        now = START.plusSeconds(59);
        get("slurm");
        assertEquals(1, asked);
        now = START.plusSeconds(60);
        get("slurm");
        assertEquals(2, asked);
    }

    @Test
    void anAnswerFromTheFutureIsNotUsed() {
        get("slurm");
        now = START.minusSeconds(5);
        get("slurm");
        assertEquals(2, asked);
    }

    @Test
    void anAnswerComesBackAsItWasButForLineEnds() {
        get("slurm");
        List<NodeInfo> again = get("slurm");
        assertEquals(nodes.getFirst(), again.getFirst());
        assertEquals("fan is broken", again.getLast().reason());
        assertEquals(1, asked);
    }

    @Test
    void eachSchedulerHasAnswersOfItsOwn() {
        get("slurm");
        get("flux");
        assertEquals(2, asked);
    }

    @Test
    void aFileThatWasCutIsNoAnswer() throws IOException {
        get("slurm");
        try (var files = Files.list(folder.resolve("cache"))) {
            Path file = files.findFirst().orElseThrow();
            String text = Files.readString(file);
            Files.writeString(file, text.substring(0, text.length() - 2));
        }
        get("slurm");
        assertEquals(2, asked);
    }
}
