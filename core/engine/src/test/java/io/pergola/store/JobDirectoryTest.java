package io.pergola.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JobDirectoryTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path dir;

    @SuppressWarnings("NullAway.Init")
    private Store store;

    @SuppressWarnings("NullAway.Init")
    private JobDirectory job;

    @BeforeEach
    void makeJob() {
        store = new Scratch(dir).store();
        List<RunDirectory> runs = store.createRuns(Scratch.newRuns(2));
        job = store.createJob(new NewJob("perg", "local", runs, Map.of("nodes", Value.of(2))));
    }

    @Test
    void keepsWhatItWasMadeWith() {
        JobDirectory read = store.job(job.id()).orElseThrow();
        assertEquals("perg", read.name());
        assertEquals("local", read.scheduler());
        assertEquals(List.of(1, 2), read.runs());
        assertEquals(Scratch.NOW, read.created());
        assertEquals(Map.of("nodes", Value.of(2)), read.extra());
        assertEquals(System.getProperty("user.name"), read.user());
        assertNotEquals(
                job.id(),
                store.createJob(new NewJob("b", "local", List.of(), Map.of())).id());
    }

    @Test
    void keepsWhatTheSchedulerAndThePilotSay() {
        assertEquals(Optional.empty(), job.info());
        assertEquals(Optional.empty(), job.pilot());
        job.writeInfo(Map.of("id", "4711"));
        job.writePilot(Scratch.entries("state", "up"));
        assertEquals(Optional.of(Map.of("id", "4711")), job.info());
        assertEquals(Optional.of(Scratch.entries("state", "up")), job.pilot());
    }

    @Test
    void keepsWishesInTheirOrderUntilTheyAreDropped() {
        job.requestCancel(new CancelRequest("ann", Scratch.NOW, "first"), List.of(2));
        job.requestCancel(new CancelRequest("bob", Scratch.NOW.plusSeconds(1), "second"), List.of(1, 2));
        List<JobCancel> wishes = job.cancelRequests();
        assertEquals(
                List.of("first", "second"),
                wishes.stream().map(w -> w.request().reason()).toList());
        assertEquals(List.of(1, 2), wishes.getLast().runs());
        job.dropRequest(wishes.getFirst());
        assertEquals(List.of(wishes.getLast()), job.cancelRequests());
    }

    @Test
    void eventsAreFollowedFromAnyPlaceEvenWhileALineIsBeingWritten() throws IOException {
        assertEquals(new EventPage(List.of(), 0), job.events(0));
        List<RunEvent> written = new ArrayList<>();
        try (EventWriter writer = job.openEvents()) {
            for (int i = 1; i <= 3; i++) {
                var event = new RunEvent(i, StateEntry.of(Scratch.NOW, RunState.RUNNING, "n" + i));
                written.add(event);
                writer.append(event);
            }
        }
        Path file = job.path().resolve("events");
        byte[] whole = Files.readAllBytes(file);
        List<RunEvent> seen = new ArrayList<>();
        long place = 0;
        for (int length = 0; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            EventPage page = job.events(place);
            seen.addAll(page.events());
            place = page.next();
        }
        assertEquals(written, seen);
        assertEquals(whole.length, place);
    }
}
