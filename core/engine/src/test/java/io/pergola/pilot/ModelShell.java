package io.pergola.pilot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A world without processes: does what the kernel wants, checks that it may want it, and lets things happen at random. */
final class ModelShell {

    private final Random random;
    private final String name;
    private final int capacity;
    private final Kernel kernel;
    private final List<List<Action>> history = new ArrayList<>();
    private final ArrayDeque<Event> answers = new ArrayDeque<>();
    private final Set<Integer> held = new HashSet<>();
    private final Map<String, List<Integer>> running = new LinkedHashMap<>();
    private final Map<String, Integer> concurrent = new HashMap<>();
    private final Set<String> acknowledged = new HashSet<>();
    private final Set<String> killed = new HashSet<>();
    private final Set<String> judged = new HashSet<>();
    private final Set<String> cancelledInQueue = new HashSet<>();
    private final Map<String, Ending> ended = new HashMap<>();
    private final List<String> submitted = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private int asked;
    private @Nullable Instant wake;
    private boolean done = true;

    ModelShell(int capacity, long seed) {
        this.random = new Random(seed);
        this.name = "capacity " + capacity + ", seed " + seed;
        this.capacity = capacity;
        this.kernel = new Kernel(capacity, 3);
    }

    List<List<Action>> history() {
        return history;
    }

    void live(int steps) {
        for (int i = 0; i < steps; i++) {
            now = now.plusMillis(random.nextInt(700));
            step(random.nextInt(21));
        }
    }

    /** No more surprises: cores are given when asked for, processes end, and all must come to its end. */
    void settle() {
        tell(new Event.CoresWithdrawn(0));
        for (int i = 0; !done && i < 100_000; i++) {
            now = now.plusMillis(100);
            grant();
            wakeUp();
            acknowledge();
            exitSome();
            judgeSome(8);
        }
        assertTrue(done, () -> name + ": never ends, " + kernel.view());
        assertEquals(new HashSet<>(submitted), ended.keySet(), name);
        assertEquals(Set.of(), held, name);
    }

    private void step(int kind) {
        switch (kind) {
            case 0, 1 -> submit();
            case 2, 3, 4, 5 -> grant();
            case 6, 7, 8, 9, 10 -> exitSome();
            case 11, 12, 13 -> acknowledge();
            case 14, 15 -> wakeUp();
            case 16 -> tell(new Event.CoresWithdrawn(random.nextInt(capacity + 1)));
            case 17 -> failSome();
            case 18 -> cancelSome();
            case 20 -> judgeSome(2);
            default -> cancelAllSometimes();
        }
    }

    private void submit() {
        var tasks = new ArrayList<Task>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            tasks.add(anyTask("t" + (submitted.size() + tasks.size())));
        }
        tasks.forEach(task -> submitted.add(task.id()));
        tasks.forEach(task -> concurrent.put(task.id(), task.concurrentLimit()));
        done = false;
        tell(new Event.Submitted(tasks));
    }

    private Task anyTask(String id) {
        int cores = 1 + random.nextInt(random.nextInt(4) == 0 ? capacity + 1 : Math.max(1, capacity / 3));
        int limit = random.nextInt(5) == 0 ? 1 + random.nextInt(4) : Integer.MAX_VALUE;
        return Tasks.rank(
                id,
                cores,
                random.nextInt(3),
                limit,
                anyLimit(),
                anyLimit(),
                Duration.ofMillis(random.nextInt(900)),
                random.nextInt(3) == 0);
    }

    private @Nullable Duration anyLimit() {
        return random.nextInt(3) == 0 ? Duration.ofMillis(1 + random.nextInt(3000)) : null;
    }

    private void grant() {
        if (asked > 0) {
            var cores = new ArrayList<Integer>();
            for (int core = 0; cores.size() < asked; core++) {
                if (!held.contains(core)) {
                    cores.add(core);
                }
            }
            assertTrue(held.size() + cores.size() <= capacity, name);
            held.addAll(cores);
            asked = 0;
            tell(new Event.CoresOffered(cores));
        }
    }

    private void acknowledge() {
        for (String id : List.copyOf(running.keySet())) {
            if (running.containsKey(id) && acknowledged.add(id)) {
                tell(new Event.Started(id));
            }
        }
    }

    private @Nullable String anyRunning() {
        return running.isEmpty() ? null : List.copyOf(running.keySet()).get(random.nextInt(running.size()));
    }

    private void exitSome() {
        String id = anyRunning();
        if (id != null && acknowledged.contains(id)) {
            tell(killed.contains(id) ? new Event.Exited(id, -1, 9) : new Event.Exited(id, random.nextInt(3), 0));
        }
    }

    private void failSome() {
        String id = anyRunning();
        if (id != null && !acknowledged.contains(id)) {
            tell(new Event.StartFailed(id, "not found"));
        }
    }

    /** One of so many is to run again. */
    private void judgeSome(int settled) {
        for (String id : List.copyOf(judged)) {
            judged.remove(id);
            tell(
                    random.nextInt(settled) == 0
                            ? new Event.Retry(id, Duration.ofMillis(random.nextInt(2000)))
                            : new Event.Settled(id, random.nextBoolean()));
        }
    }

    private void cancelSome() {
        if (!submitted.isEmpty()) {
            String id = submitted.get(random.nextInt(submitted.size()));
            if (!running.containsKey(id)) {
                cancelledInQueue.add(id);
            }
            tell(new Event.CancelRequested(id, "enough"));
        }
    }

    private void cancelAllSometimes() {
        if (random.nextInt(10) == 0) {
            submitted.stream().filter(id -> !running.containsKey(id)).forEach(cancelledInQueue::add);
            tell(new Event.CancelRequested(null, "enough"));
        }
    }

    private void wakeUp() {
        if (wake != null && !wake.isAfter(now)) {
            wake = null;
            tell(new Event.Tick());
        }
    }

    private void tell(Event event) {
        answers.add(event);
        while (!answers.isEmpty()) {
            List<Action> actions = kernel.handle(answers.remove(), now);
            history.add(actions);
            actions.forEach(this::obey);
        }
        var view = kernel.view();
        assertEquals(held.size(), view.heldCores(), name);
        int occupied = running.values().stream().mapToInt(List::size).sum();
        assertEquals(held.size() - occupied, view.idleCores(), name);
        assertTrue(running.keySet().stream().allMatch(id -> concurrent.getOrDefault(id, 0) >= running.size()), name);
    }

    private void obey(Action action) {
        switch (action) {
            case Action.Start start -> start(start);
            case Action.AskCores ask -> asked = ask.wanted();
            case Action.ReturnCore back -> assertTrue(isIdle(back.core()) && held.remove(back.core()), name);
            case Action.CheckOutput check ->
                answers.add(new Event.OutputSeen(check.id(), now.minusMillis(random.nextInt(4000))));
            case Action.SignalGroup signal -> {
                assertTrue(running.containsKey(signal.id()) && acknowledged.contains(signal.id()), name);
                boolean kill = signal.stop() == Action.Stop.KILL;
                assertTrue(!kill || killed.add(signal.id()), name);
            }
            case Action.Judge judge -> {
                assertNotNull(running.remove(judge.id()), name);
                acknowledged.remove(judge.id());
                killed.remove(judge.id());
                assertTrue(judged.add(judge.id()), name);
            }
            case Action.Finished finished -> {
                assertFalse(judged.contains(finished.id()), name);
                assertNull(ended.put(finished.id(), finished.how()), name + ": ended twice: " + finished.id());
                running.remove(finished.id());
            }
            case Action.Held _, Action.Note _ -> fail(name);
            case Action.WakeAt at -> wake = at.time();
            case Action.AllDone _ -> {
                assertFalse(done, name);
                done = true;
            }
        }
    }

    private boolean isIdle(int core) {
        return running.values().stream().noneMatch(cores -> cores.contains(core));
    }

    private void start(Action.Start start) {
        String id = start.task().id();
        assertFalse(cancelledInQueue.contains(id), () -> name + ": started after its cancellation: " + id);
        assertFalse(ended.containsKey(id), name);
        assertEquals(start.task().request().perRank().cores(), start.coresHere().size(), name);
        assertTrue(held.containsAll(start.coresHere()), name);
        assertTrue(start.coresHere().stream().allMatch(this::isIdle), name);
        assertNull(running.put(id, start.coresHere()), name);
    }
}
