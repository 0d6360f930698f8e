package io.pergola.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.pilot.Action;
import io.pergola.pilot.Event;
import io.pergola.pilot.Kernel;
import io.pergola.pilot.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several kernels on one host, each with its own locks and one virtual time: nothing is used twice, and all come to their end. */
class SharedHostTest {

    private static final int CORES = 4;
    private static final Duration STEP = Duration.ofMillis(10);

    private final Path directory;
    private final Map<Integer, String> used = new HashMap<>();
    private final List<String> ended = new ArrayList<>();
    private final List<Pilot> pilots = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    SharedHostTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private record Running(Instant end, Action.Start start) implements Comparable<Running> {
        @Override
        public int compareTo(Running other) {
            return end.compareTo(other.end);
        }
    }

    /** The least that stands around a kernel. */
    private final class Pilot {
        private final String name;
        private final Kernel kernel = new Kernel(CORES);
        private final HostCores cores = HostCores.open(directory.resolve("cores"), CORES, () -> now);
        private final PriorityQueue<Running> running = new PriorityQueue<>();
        private final Map<String, Duration> lengths = new HashMap<>();
        private int asked;
        private Instant retry = Instant.MIN;
        private boolean done = true;

        private Pilot(String name) {
            this.name = name;
        }

        void submit(int count, int width, Duration length) {
            List<Task> tasks = IntStream.range(0, count)
                    .mapToObj(i -> Task.of(name + "-" + lengths.size() + "-" + i, width))
                    .toList();
            tasks.forEach(task -> lengths.put(task.id(), length));
            done = false;
            tell(new Event.Submitted(tasks));
        }

        void step() {
            while (!running.isEmpty() && !running.element().end().isAfter(now)) {
                Action.Start start = running.remove().start();
                tell(new Event.CoresWithdrawn(cores.excess()));
                start.coresHere().forEach(used::remove);
                ended.add(start.task().id());
                tell(new Event.Exited(start.task().id(), 0, 0));
            }
            if (asked > 0 && !retry.isAfter(now)) {
                take();
            }
        }

        private void tell(Event event) {
            kernel.handle(event, now).forEach(this::obey);
        }

        private void obey(Action action) {
            switch (action) {
                case Action.Start start -> {
                    String id = start.task().id();
                    start.coresHere()
                            .forEach(core -> assertNull(used.put(core, id), "core " + core + " is used twice"));
                    running.add(new Running(now.plus(lengths.getOrDefault(id, STEP)), start));
                    tell(new Event.Started(id));
                }
                case Action.AskCores ask -> {
                    asked = ask.wanted();
                    take();
                }
                case Action.ReturnCore back -> {
                    cores.giveBack(back.core());
                    retry = now;
                }
                case Action.AllDone _ -> done = true;
                default -> {}
            }
        }

        private void take() {
            List<Integer> taken = cores.take(asked);
            retry = now.plus(HostCores.RETRY);
            if (!taken.isEmpty()) {
                asked = 0;
                tell(new Event.CoresOffered(taken));
            }
        }
    }

    private Pilot pilot(String name) {
        var pilot = new Pilot(name);
        pilots.add(pilot);
        return pilot;
    }

    private void runToTheEnd() {
        for (int i = 0; pilots.stream().anyMatch(pilot -> !pilot.done); i++) {
            assertTrue(
                    i < 100_000,
                    () -> "never ends: "
                            + pilots.stream().map(pilot -> pilot.kernel.view()).toList());
            step();
        }
        pilots.forEach(pilot -> assertEquals(0, pilot.kernel.view().heldCores()));
        try (HostCores all = HostCores.open(directory.resolve("cores"), CORES, () -> now)) {
            assertEquals(List.of(0, 1, 2, 3), all.take(CORES));
        }
        pilots.forEach(pilot -> pilot.cores.close());
        pilots.clear();
    }

    private void step() {
        now = now.plus(STEP);
        pilots.forEach(Pilot::step);
    }

    @Test
    void oneThatComesLaterWithLessIsNotKeptWaitingByALongQueue() {
        Pilot first = pilot("a");
        first.submit(400, 1, Duration.ofMillis(100));
        IntStream.range(0, 50).forEach(_ -> step());
        Pilot second = pilot("b");
        second.submit(40, 1, Duration.ofMillis(100));
        while (!second.done) {
            step();
        }
        // Half of the cores each: while 40 of b end, about 40 of a do, beside the 20 before.
        long ofFirst = ended.stream().filter(id -> id.startsWith("a")).count();
        assertTrue(ofFirst < 120, ofFirst + " of the first ended before the second was through");
        assertTrue(ofFirst > 40, ofFirst + " of the first ended: it got less than its share");
        runToTheEnd();
        assertEquals(440, ended.size());
    }

    @Test
    void aWideTaskGetsAllCoresAmongNarrowOnes() {
        Pilot first = pilot("a");
        first.submit(400, 1, Duration.ofMillis(100));
        IntStream.range(0, 10).forEach(_ -> step());
        Pilot second = pilot("b");
        second.submit(2, CORES, Duration.ofMillis(100));
        while (!second.done) {
            step();
        }
        long ofFirst = ended.stream().filter(id -> id.startsWith("a")).count();
        assertTrue(ofFirst < 100, ofFirst + " of the first ended before the second was through");
        runToTheEnd();
    }

    @Test
    void twoWithWideTasksTakeTurns() {
        pilot("a").submit(20, CORES, Duration.ofMillis(100));
        pilot("b").submit(20, CORES, Duration.ofMillis(100));
        runToTheEnd();
        List<String> half = ended.subList(0, 20);
        long ofFirst = half.stream().filter(id -> id.startsWith("a")).count();
        assertTrue(ofFirst >= 8 && ofFirst <= 12, half.toString());
    }

    @Test
    void whateverTheyWantTheyAllComeToTheirEnd() {
        for (long seed = 0; seed < 40; seed++) {
            var random = new Random(seed);
            ended.clear();
            int tasks = 0;
            for (int i = 0; i < 2 + random.nextInt(5); i++) {
                Pilot pilot = pilot("p" + i);
                for (int batch = 0; batch < 4; batch++) {
                    int count = 1 + random.nextInt(8);
                    pilot.submit(count, 1 + random.nextInt(CORES), Duration.ofMillis(10 + random.nextInt(400)));
                    tasks += count;
                    IntStream.range(0, random.nextInt(30)).forEach(_ -> step());
                }
            }
            runToTheEnd();
            assertEquals(tasks, ended.size(), "seed " + seed);
        }
    }
}
