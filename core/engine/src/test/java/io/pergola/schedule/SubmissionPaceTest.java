package io.pergola.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmissionPaceTest {

    private static final Instant START = Instant.parse("2026-11-22T04:00:00Z");

    private final List<Duration> slept = new ArrayList<>();
    private final Path directory;
    private final SubmissionPace pace;
    private Instant now = START;

    SubmissionPaceTest(@TempDir Path folder) {
        directory = folder.resolve("cache");
        pace = process(directory);
    }

    private SubmissionPace process(Path files) {
        return new SubmissionPace(files, 3, () -> now, this::sleep);
    }

    private void sleep(Duration time) {
        slept.add(time);
        now = now.plus(time);
    }

    private void submit(int count) {
        for (int i = 0; i < count; i++) {
            pace.await();
        }
    }

    @Test
    void soManyAMinuteGoAtAnySpeed() {
        submit(3);
        assertEquals(List.of(), slept);
    }

    @Test
    void theNextWaitsUntilTheFirstIsAMinuteOld() {
        for (int i = 0; i < 4; i++) {
            pace.await();
            now = now.plusSeconds(10);
        }
        assertEquals(List.of(Duration.ofSeconds(30)), slept);
    }

    @Test
    void noMinuteHoldsMore() {
        assertNoMinuteHoldsMore(List.of(pace));
    }

    private void assertNoMinuteHoldsMore(List<SubmissionPace> processes) {
        var submitted = new ArrayList<Instant>();
        for (int i = 0; i < 30; i++) {
            processes.get(i % processes.size()).await();
            submitted.add(now);
            now = now.plusSeconds(1);
        }
        for (int i = 3; i < submitted.size(); i++) {
            Duration span = Duration.between(submitted.get(i - 3), submitted.get(i));
            assertTrue(span.compareTo(Duration.ofMinutes(1)) >= 0, span::toString);
        }
    }

    @Nested
    class WithOthers {

        @Test
        void theyAreCountedTogether() {
            assertNoMinuteHoldsMore(List.of(pace, process(directory), process(directory)));
        }

        @Test
        void thoseThatEndedCountOn() {
            submit(3);
            process(directory).await();
            assertEquals(List.of(Duration.ofMinutes(1)), slept);
        }

        @Test
        void oneThatWasStoppedWithTheLockHoldsNobodyUpForLong() throws IOException {
            try (var _ = new UserLock(directory.resolve("submissions.lock"))
                    .tryLock()
                    .orElseThrow()) {
                submit(1);
            }
            Duration all = slept.stream().reduce(Duration.ZERO, Duration::plus);
            assertEquals(Duration.ofSeconds(5), all);
        }
    }

    @Nested
    class WhereSomethingIsWrong {

        @Test
        void aClockThatWasAheadIsNotWaitedFor() {
            now = START.plus(Duration.ofDays(400));
            submit(3);
            now = START;
            submit(3);
            assertEquals(List.of(), slept);
        }

        @Test
        void aClockThatWasSetBackALittleCostsTwoMinutesAtMost() {
            now = START.plusSeconds(50);
            submit(3);
            now = START;
            submit(1);
            Duration all = slept.stream().reduce(Duration.ZERO, Duration::plus);
            assertTrue(all.compareTo(Duration.ofMinutes(2)) <= 0, all::toString);
        }

        @Test
        void linesThatAreNoTimesDoNotCount() throws IOException {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("submissions"), "\0\0\0\n-1\n99999999999999999999\nhalf a li");
            submit(3);
            assertEquals(List.of(), slept);
        }

        @Test
        void eachProcessKeepsThePaceByItselfWhereThereCanBeNoFile() throws IOException {
            Path file = Files.writeString(directory.resolveSibling("file"), "");
            assertNoMinuteHoldsMore(List.of(process(file.resolve("none"))));
        }

        @Test
        void whoeverInterruptsWantsToGetOn() {
            submit(3);
            Thread.currentThread().interrupt();
            submit(1);
            assertTrue(Thread.interrupted());
            assertTrue(slept.size() <= 1, slept::toString);
        }
    }
}
