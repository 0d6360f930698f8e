package io.pergola.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SeriesBookTest {

    private static final SetEvent MADE = event(SeriesBook.MAKE, "a", 1, 2);
    private static final SetEvent AGAIN = event(SeriesBook.MAKE, "a", 3, 4);
    private static final SetEvent OTHER = event(SeriesBook.MAKE, "b", 5);

    private final Scratch scratch;

    SeriesBookTest(@TempDir Path folder) {
        scratch = new Scratch(folder);
    }

    private static SetEvent event(String state, String set, Integer... runs) {
        return new SetEvent(Scratch.NOW, state, set, List.of(runs), "a \"note\"\nof two lines");
    }

    private SeriesDirectory series() {
        return scratch.store()
                .createSeries(new NewSeries(
                        "night", "ann", "box", List.of(), Map.of(), Optional.of(Scratch.entries("name", "night"))));
    }

    @Test
    void aSetThatWasMadeAgainHasItsLatestRuns() {
        SeriesDirectory series = series();
        List.of(MADE, OTHER, AGAIN).forEach(series.book()::add);
        assertEquals(List.of(3, 4, 5), series.runs());
        assertEquals(List.of(MADE, OTHER, AGAIN), series.book().events());
        assertEquals(Optional.of(1), scratch.store().lastSeries("ann", "box"));
    }

    @Test
    void aLineThatWasCutAnywhereIsLostAloneAndTheNextIsWhole() throws Exception {
        SeriesDirectory series = series();
        series.book().add(MADE);
        series.book().add(OTHER);
        Path file = series.path().resolve("events");
        byte[] whole = Files.readAllBytes(file);
        int first = MADE.toLine().length;
        for (int length = first; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertEquals(List.of(MADE), series.book().events(), "cut at " + length);
            series.book().add(AGAIN);
            assertEquals(List.of(MADE, AGAIN), series.book().events(), "cut at " + length);
        }
    }

    @Test
    void theEndIsWrittenOnceAndKeepsItFromBeingTidied() {
        SeriesDirectory series = series();
        Store later = Store.open(
                scratch.working(), scratch.options(), () -> Instant.now().plus(Duration.ofDays(9)));
        assertEquals(0, later.tidy(Duration.ofDays(1)).series(), "it is open");
        assertTrue(series.book().isOpen());
        series.book().end(event("COMPLETE", ""));
        series.book().end(event("CANCELED", ""));
        assertFalse(series.book().isOpen());
        assertEquals("COMPLETE", series.book().state());
        assertEquals(1, later.tidy(Duration.ofDays(1)).series());
    }

    @Test
    void afterAFullDiskItGoesOn() throws Exception {
        SmallDisk disk = SmallDisk.mount(Files.createDirectory(scratch.working()), "256k");
        try {
            SeriesDirectory series = series();
            series.book().add(MADE);
            Path filler = disk.fill();
            List<Integer> numbers = IntStream.range(0, 9_000).boxed().toList();
            SetEvent large = new SetEvent(Scratch.NOW, SeriesBook.READY, "a", numbers, "");
            assertThrows(StoreException.class, () -> series.book().add(large));
            assertEquals(List.of(MADE), series.book().events());
            Files.delete(filler);
            series.book().add(OTHER);
            assertEquals(List.of(MADE, OTHER), series.book().events());
        } finally {
            disk.unmount();
        }
    }
}
