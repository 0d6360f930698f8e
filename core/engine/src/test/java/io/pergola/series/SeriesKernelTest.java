package io.pergola.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.config.SeriesFile;
import io.pergola.config.TestConditions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Plans by chance, carried out in a world by chance. */
final class SeriesKernelTest {

    private static final int PLANS = 3_000;
    private static final int MOST_SETS = 6;
    private static final int MOST_RUNS = 5;

    private static SeriesFile plan(Random random) {
        int count = 1 + random.nextInt(MOST_SETS);
        List<SeriesFile.TestSet> sets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> parents = IntStream.range(0, i)
                    .filter(_ -> random.nextInt(3) == 0)
                    .mapToObj(parent -> "s" + parent)
                    .toList();
            int limit = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0;
            sets.add(new SeriesFile.TestSet(
                    "s" + i,
                    List.of("x"),
                    parents,
                    random.nextBoolean(),
                    List.of(),
                    List.of(),
                    TestConditions.NONE,
                    limit,
                    false));
        }
        int limit = random.nextInt(2) * (1 + random.nextInt(4));
        int repeat = 1 + random.nextInt(3);
        return new SeriesFile(
                "x",
                "",
                sets,
                List.of(),
                List.of(),
                limit,
                random.nextInt(4) == 0,
                repeat,
                true,
                null,
                null,
                null,
                null);
    }

    @Test
    void everyPlanEndsWithinItsLimitsAndInItsOrder() {
        for (int seed = 0; seed < PLANS; seed++) {
            var random = new Random(seed);
            var world = new World(SeriesPlan.of(plan(random)), random, seed);
            world.run(false);
            assertTrue(world.states.stream().allMatch(SetState.Over.class::isInstance), "seed " + seed + world.states);
        }
    }

    @Test
    void whatIsToEndBeginsNothingAndEnds() {
        for (int seed = 0; seed < PLANS; seed++) {
            var random = new Random(seed);
            new World(SeriesPlan.of(plan(random)), random, seed).run(true);
        }
    }

    @Test
    void theOtherSetsUseTheRoomThatASetOfItsOwnLimitLeaves() {
        SeriesFile.TestSet narrow = new SeriesFile.TestSet(
                "narrow", List.of("x"), List.of(), false, List.of(), List.of(), TestConditions.NONE, 1, false);
        SeriesFile.TestSet wide = new SeriesFile.TestSet(
                "wide", List.of("x"), List.of(), false, List.of(), List.of(), TestConditions.NONE, 0, false);
        SeriesFile file = new SeriesFile(
                "x", "", List.of(narrow, wide), List.of(), List.of(), 3, false, 1, true, null, null, null, null);
        List<SetState> states = List.of(new SetState.Made(List.of(2, 3), 1, true), new SetState.New());
        assertEquals(
                List.of(new SeriesAction.Make(1)),
                new SeriesKernel(SeriesPlan.of(file)).decide(states, Integer.MAX_VALUE, false));
    }

    /** What the manager would carry out, with runs that end when chance wants. */
    private static final class World {

        private final SeriesPlan plan;
        private final Random random;
        private final String seed;
        private final List<SetState> states = new ArrayList<>();
        private final List<List<Integer>> active = new ArrayList<>();
        private final Set<Integer> started = new LinkedHashSet<>();
        private int made;
        private boolean ending;

        World(SeriesPlan plan, Random random, int seed) {
            this.plan = plan;
            this.random = random;
            this.seed = "seed " + seed;
            plan.sets().forEach(_ -> {
                states.add(new SetState.New());
                active.add(new ArrayList<>());
            });
        }

        void run(boolean endsEarly) {
            var kernel = new SeriesKernel(plan);
            for (int step = 0; step < 10_000; step++) {
                ending |= endsEarly && random.nextInt(10) == 0;
                int room = random.nextInt(4) == 0 ? random.nextInt(2) : Integer.MAX_VALUE;
                List<SeriesAction> actions = kernel.decide(states, room, ending);
                int before = started.size();
                for (SeriesAction action : actions) {
                    if (action instanceof SeriesAction.Finish) {
                        assertEquals(0, active.stream().mapToInt(List::size).sum(), seed);
                        assertEquals(1, actions.size(), seed);
                        return;
                    }
                    perform(action);
                }
                assertTrue(started.size() - before <= room, seed);
                if (actions.isEmpty() && room > 0) {
                    assertTrue(active.stream().anyMatch(its -> !its.isEmpty()), seed + ": it waits for nothing");
                }
                endSome();
            }
            throw new AssertionError(seed + ": it does not end");
        }

        private void perform(SeriesAction action) {
            switch (action) {
                case SeriesAction.Make(int set) -> make(set);
                case SeriesAction.Start(int set, List<Integer> runs) -> start(set, runs);
                case SeriesAction.Close(int set, boolean passed) -> states.set(set, new SetState.Over(passed));
                case SeriesAction.Skip(int set, int because) -> {
                    assertTrue(plan.sets().get(set).set().dependsPass(), seed);
                    assertEquals(new SetState.Over(false), states.get(because), seed);
                    states.set(set, new SetState.Over(false));
                }
                case SeriesAction.GiveUp(int set, List<Integer> runs) -> {
                    assertTrue(ending, seed);
                    states.set(set, new SetState.Made(List.of(), active.get(set).size(), false));
                    assertTrue(runs.stream().noneMatch(started::contains), seed);
                }
                case SeriesAction.Finish() -> throw new AssertionError(seed);
            }
        }

        private void make(int set) {
            assertTrue(!ending && states.get(set) instanceof SetState.New, seed);
            PlannedSet planned = plan.sets().get(set);
            for (int parent : planned.parents()) {
                assertTrue(states.get(parent) instanceof SetState.Over, seed);
                assertTrue(!planned.set().dependsPass() || states.get(parent).equals(new SetState.Over(true)), seed);
            }
            for (int i = 0; i < set; i++) {
                assertTrue(
                        plan.sets().get(i).iteration() == planned.iteration() || states.get(i) instanceof SetState.Over,
                        seed);
            }
            int first = made;
            made += random.nextInt(MOST_RUNS + 1);
            states.set(
                    set, new SetState.Made(IntStream.range(first, made).boxed().toList(), 0, true));
        }

        private void start(int set, List<Integer> runs) {
            assertTrue(!ending, seed);
            SetState.Made before = (SetState.Made) states.get(set);
            List<Integer> left = new ArrayList<>(before.waiting());
            assertTrue(left.removeAll(runs), seed);
            runs.forEach(run -> assertTrue(started.add(run), seed + ": twice"));
            active.get(set).addAll(runs);
            states.set(set, new SetState.Made(left, active.get(set).size(), before.allPassed()));
            int limit = plan.file().simultaneous();
            int all = active.stream().mapToInt(List::size).sum();
            assertTrue(limit == 0 || all <= limit, seed + ": " + all + " at once");
            int own = plan.sets().get(set).set().simultaneous();
            assertTrue(own == 0 || active.get(set).size() <= own, seed);
        }

        private void endSome() {
            for (int set = 0; set < states.size(); set++) {
                List<Integer> its = active.get(set);
                if (!its.isEmpty() && random.nextInt(3) > 0) {
                    its.removeLast();
                    SetState.Made before = (SetState.Made) states.get(set);
                    boolean passed = before.allPassed() && random.nextInt(8) > 0;
                    states.set(set, new SetState.Made(before.waiting(), its.size(), passed));
                }
            }
        }
    }
}
