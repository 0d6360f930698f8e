package io.pergola.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.SchedulerException;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideBySideTest {

    private static final List<Integer> NUMBERS = IntStream.range(0, 90).boxed().toList();

    @Test
    void threeAreUnderWayAtOnceAndTheAnswersKeepTheirOrder() {
        var three = new CyclicBarrier(3);
        assertEquals(NUMBERS, SideBySide.map(NUMBERS, number -> {
            meet(three);
            return number;
        }));
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("nobody else is under way", e);
        }
    }

    @Test
    void afterAFailureNoneIsBegun() {
        var begun = new AtomicInteger();
        var thrown = assertThrows(
                SchedulerException.class,
                () -> SideBySide.map(NUMBERS, number -> {
                    begun.incrementAndGet();
                    throw new SchedulerException("no. " + number, null);
                }));
        assertTrue(thrown.toString().contains("no. "), thrown::toString);
        assertTrue(begun.get() <= 3, begun::toString);
    }
}
