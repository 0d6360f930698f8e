package io.pergola.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pergola.spi.slots.RankRequirements;
import io.pergola.spi.slots.ResourceRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlotDemandTest {

    private final TestSite site;

    SlotDemandTest(@TempDir Path directory) {
        this.site = new TestSite(directory);
    }

    private SlotDemand demand(String schedule) {
        Resolution resolution = site.suite("s", "t: {variables: {n: 3}, schedule: " + schedule + "}\n")
                .resolve("s.t");
        assertEquals("[]", resolution.problems().toString());
        return resolution.tests().getFirst().schedule().slots();
    }

    @Test
    void oneThatSaysNothingCountsAsOneCoreAndOwnsNothing() {
        assertEquals(new SlotDemand(1, Optional.empty(), Map.of(), 0), demand("{nodes: 2}"));
        assertEquals(
                ResourceRequest.ofCores(1).withConsumables(Map.of("a", 2L)),
                demand("{consumables: {a: 2}}").request());
    }

    @Test
    void everyWishIsRead() {
        SlotDemand demand = demand(
                "{slots: {ranks: 4, cores_per_rank: 2, core_share: 0.5, gpus_per_rank: 1, gpu_share: .25, mem_per_rank: 1.5G,"
                        + " disk_per_rank: 100 KB, numa: True, exclusive: 'true'}, priority: -3}");
        assertEquals(4, demand.ranks());
        assertEquals(
                new RankRequirements(2, 500, 1, 250, 1536, 1, true, true),
                demand.perRank().orElseThrow());
        assertEquals(-3, demand.priority());
    }

    @Test
    void quantitiesMayBeWordsWithExpressions() {
        assertEquals(
                Map.of("gpu0", 1L, "licence", 4L),
                demand("{consumables: 'gpu0=1 licence={{ n + 1 }}'}").consumables());
        assertEquals(Map.of("foo", 2L), demand("{consumables: foo=1 foo=2}").consumables());
    }

    @Test
    void itIsTheSameAfterItWasSaved() {
        Resolution resolution = site.suite(
                        "s", "t: {schedule: {slots: {ranks: 2, mem_per_rank: 1G}, consumables: a=1, priority: 4}}\n")
                .resolve("s.t");
        ResolvedTest test = resolution.tests().getFirst();
        assertEquals(
                test.schedule().slots(),
                ResolvedTest.fromValue(test.toValue()).schedule().slots());
    }
}
