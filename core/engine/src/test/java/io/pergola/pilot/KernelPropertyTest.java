package io.pergola.pilot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drives the kernel with random, but lawful, events; {@link ModelShell} checks every action. */
class KernelPropertyTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 8, 64})
    void everyTaskEndsExactlyOnceAndNoCoreIsUsedTwice(int capacity) {
        for (long seed = 0; seed < 150; seed++) {
            var shell = new ModelShell(capacity, seed);
            shell.live(400);
            shell.settle();
        }
    }

    @Test
    void theSameEventsGiveTheSameActions() {
        for (long seed = 0; seed < 50; seed++) {
            var first = new ModelShell(4, seed);
            var second = new ModelShell(4, seed);
            first.live(300);
            second.live(300);
            assertEquals(first.history(), second.history(), "seed " + seed);
        }
    }

    @Test
    void noTaskIsOvertakenMoreOftenThanTheLimitByTasksThatCameLater() {
        var random = new Random(7);
        var kernel = new Kernel(8, 5);
        Function<Integer, Task> any =
                i -> Tasks.rank("t" + i, 1 + random.nextInt(8), 0, random.nextInt(6) == 0 ? 1 + random.nextInt(3) : 99);
        var world = new GivingWorld(kernel);
        for (int i = 0; i < 3000; i++) {
            world.tell(new Event.Submitted(List.of(any.apply(i))));
            if (random.nextInt(3) > 0 && !world.running.isEmpty()) {
                world.tell(new Event.Exited(world.running.remove(random.nextInt(world.running.size())), 0, 0));
            }
        }
        int shapes = 8 * 4;
        List<Integer> started = world.started;
        assertTrue(started.size() > 500, "started " + started.size());
        for (int at = 0; at < started.size(); at++) {
            int task = started.get(at);
            long later = started.subList(0, at).stream()
                    .filter(other -> other > task)
                    .count();
            assertTrue(later <= 5L * shapes, "t" + task + " was overtaken " + later + " times");
        }
    }

    /** Gives the kernel all the cores that it asks for. */
    private static final class GivingWorld {
        private final Kernel kernel;
        private final TreeSet<Integer> free = new TreeSet<>(List.of(0, 1, 2, 3, 4, 5, 6, 7));
        private final List<String> running = new ArrayList<>();
        private final List<Integer> started = new ArrayList<>();
        private int asked;

        private GivingWorld(Kernel kernel) {
            this.kernel = kernel;
        }

        void tell(Event event) {
            for (Action action : kernel.handle(event, Instant.EPOCH)) {
                switch (action) {
                    case Action.Start start -> {
                        running.add(start.task().id());
                        started.add(Integer.parseInt(start.task().id().substring(1)));
                    }
                    case Action.ReturnCore back -> free.add(back.core());
                    case Action.AskCores ask -> asked = ask.wanted();
                    default -> {}
                }
            }
            if (asked > 0) {
                List<Integer> cores = free.stream().limit(asked).toList();
                asked = 0;
                cores.forEach(free::remove);
                tell(new Event.CoresOffered(cores));
            }
        }
    }

    @Test
    void aHundredThousandQueuedTasksAreNotLookedAtOneByOne() {
        var kernel = new Kernel(64);
        var tasks = new ArrayList<Task>();
        for (int i = 0; i < 100_000; i++) {
            tasks.add(Tasks.rank("t" + i, 1 + i % 4, i % 3, Integer.MAX_VALUE));
        }
        kernel.handle(new Event.Submitted(tasks), Instant.EPOCH);
        var running = new ArrayDeque<String>();
        for (int core = 0; core < 64; core++) {
            collect(kernel.handle(new Event.CoresOffered(List.of(core)), Instant.EPOCH), running);
        }
        int ended = 0;
        while (!running.isEmpty()) {
            ended++;
            collect(kernel.handle(new Event.Exited(running.remove(), 0, 0), Instant.EPOCH), running);
        }
        assertTrue(ended > 0);
        assertEquals(100_000 - ended, kernel.view().queued());
    }

    private static void collect(List<Action> actions, Queue<String> running) {
        actions.forEach(action -> {
            if (action instanceof Action.Start start) {
                running.add(start.task().id());
            }
        });
    }
}
