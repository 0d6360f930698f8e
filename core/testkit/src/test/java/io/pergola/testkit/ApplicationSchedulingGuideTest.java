package io.pergola.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.slots.Ledger;
import io.pergola.slots.SharedSlots;
import io.pergola.spi.slots.Lease;
import io.pergola.spi.slots.NodeResources;
import io.pergola.spi.slots.RankRequirements;
import io.pergola.spi.slots.ResourceRequest;
import io.pergola.spi.slots.SlotAllocator;
import io.pergola.testkit.SweepScheduler.Trial;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The code in the guide is compiled and does what the guide says. */
class ApplicationSchedulingGuideTest {

    private static final Guide GUIDE = new Guide("application-scheduling.md");

    private final SlotAllocator slots = SharedSlots.of(new Ledger(
            IntStream.range(0, 4)
                    .mapToObj(i -> NodeResources.of(i, "n" + i, 12, 1).withMib(8000, 0))
                    .toList(),
            Map.of("license", 2L)));

    @TestFactory
    Stream<DynamicTest> everyBlockOfCodeIsInTheProject() throws IOException {
        return GUIDE.everyBlockIsInItsFile();
    }

    @Test
    void theSchedulerIsShownWholeInFortyLines() throws IOException {
        var shown = GUIDE.blocks().stream()
                .filter(block -> block.region().equals("scheduler"))
                .toList();
        assertEquals(1, shown.size());
        assertTrue(
                shown.getFirst().code().lines().filter(line -> !line.isBlank()).count() <= 40);
        assertEquals(
                4,
                GUIDE.blocks().stream()
                        .filter(block -> block.language().equals("java"))
                        .count());
    }

    @Test
    void theSchedulerPutsTheLargestFirstAndFillsTheRest() {
        var launched = new ArrayList<String>();
        var scheduler = new SweepScheduler(slots, (trial, hosts, ranks) -> {
            launched.add(trial + ": " + hosts.replace('\n', ' ').strip());
            assertEquals(
                    hosts.lines()
                            .mapToInt(line -> Integer.parseInt(line.replaceFirst(".*=", "")))
                            .sum(),
                    ranks.lines().count());
        });
        scheduler.submit(List.of(trial("small", 1), trial("large", 6), trial("medium", 3)));
        assertEquals(List.of("large: n0 slots=2 n1 slots=2 n2 slots=2", "small: n3 slots=1"), launched);
        scheduler.ended("large");
        assertEquals("medium: n0 slots=2 n1 slots=1", launched.getLast());
    }

    private static Trial trial(String name, int ranks) {
        return new Trial(name, ResourceRequest.of(ranks, RankRequirements.ofCores(6)));
    }

    @Test
    void theRecipesWork() {
        Lease shared = slots.claim(SlotRecipes.shared()).orElseThrow();
        assertEquals(List.of("n0", "n1", "n2", "n3"), shared.placement().nodes());
        slots.release(shared);
        assertEquals(
                "rank 0=n0 slots=2,3\n", SlotRecipes.exact(slots).placement().rankFile());
        List<SlotAllocator> parts = SlotRecipes.parts(slots, List.of("n0", "n1", "n2", "n3"));
        assertEquals(2, parts.getFirst().nodes().size());
        assertTrue(parts.getLast().claim(ResourceRequest.ofCores(3)).isPresent());
    }
}
