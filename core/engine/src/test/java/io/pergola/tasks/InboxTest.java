package io.pergola.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InboxTest {

    private static final int THREADS = 8;
    private static final int WORDS = 20_000;

    private volatile Duration patience = Duration.ofHours(1);
    private final Inbox inbox = new Inbox(() -> patience);

    @Test
    void allWordIsActedOnByOneAtATimeInItsOrder() throws InterruptedException {
        var busy = new AtomicBoolean();
        Map<Integer, Integer> last = new HashMap<>();
        var acted = new CountDownLatch(THREADS * WORDS);
        inbox.open();
        inbox.act();
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            Thread.ofPlatform().start(() -> {
                for (int word = 0; word < WORDS; word++) {
                    int its = word;
                    Runnable message = () -> {
                        assertTrue(busy.compareAndSet(false, true));
                        assertEquals(its, last.merge(number, 1, Integer::sum) - 1);
                        busy.set(false);
                        acted.countDown();
                        if (acted.getCount() == 0) {
                            patience = Duration.ZERO;
                        }
                    };
                    if (its % 3 == 0 && its < WORDS - 1) {
                        inbox.leave(message);
                    } else {
                        inbox.post(message);
                    }
                }
            });
        }
        while (acted.getCount() > 0) {
            inbox.sleep();
            inbox.act();
        }
        inbox.close();
        assertTrue(inbox.isEmpty());
    }

    @Test
    void wordLeftWhileActingIsActedOnAfterwards() {
        List<String> order = new ArrayList<>();
        inbox.post(() -> {
            inbox.post(() -> order.add("second"));
            order.add("first");
        });
        inbox.open();
        inbox.act();
        inbox.close();
        assertEquals(List.of("first", "second"), order);
    }

    @Test
    void aGuestWakesTheLoopForWhatIsSooner() throws InterruptedException {
        inbox.open();
        inbox.act();
        Thread guest = Thread.ofPlatform().start(() -> inbox.post(() -> patience = Duration.ZERO));
        inbox.sleep();
        inbox.act();
        inbox.close();
        guest.join();
    }

    @Test
    void whatAGuestRunsIntoIsTheLoopsFailure() throws InterruptedException {
        inbox.open();
        inbox.act();
        var wrong = new IllegalStateException("wrong");
        Thread guest = Thread.ofPlatform()
                .start(() -> inbox.post(() -> {
                    throw wrong;
                }));
        inbox.sleep();
        assertTrue(guest.join(Duration.ofSeconds(30)));
        assertSame(wrong, assertThrows(IllegalStateException.class, inbox::act));
        inbox.close();
    }

    @Test
    void nothingIsActedOnOnceTheLoopHasEnded() {
        inbox.open();
        inbox.act();
        inbox.close();
        var acted = new AtomicBoolean();
        inbox.post(() -> acted.set(true));
        assertFalse(acted.get());
        assertFalse(inbox.isEmpty());
    }
}
