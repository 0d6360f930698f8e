package io.pergola.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.policy.Dispatcher;
import io.pergola.policy.Policies;
import io.pergola.policy.Round;
import io.pergola.slots.Ledger;
import io.pergola.spi.policy.Job;
import io.pergola.spi.policy.SchedulingPolicy;
import io.pergola.spi.slots.NodeResources;
import io.pergola.spi.slots.ResourceRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Scheduling policies in jars, in office. */
class PolicyOffersTest extends CatalogFixture {

    private static TestJar policy(String id, String name, String body) {
        return TestJar.plugin(id)
                .source("site." + id + ".Policy", """
            package site.%1$s;
            import io.pergola.spi.policy.*;
            import java.util.*;
            public class Policy implements SchedulingPolicy {
                @Override public String name() { return "%2$s"; }
                @Override public String description() { return "A test."; }
                @Override public PolicyCapabilities capabilities() { return PolicyCapabilities.EVENTS; }
                @Override public List<Decision> schedule(SchedulingSnapshot snapshot) { %3$s }
            }
            """.formatted(id, name, body))
                .index("site." + id + ".Policy");
    }

    private SchedulingPolicy only(String name) {
        BuiltInNames builtIn = new BuiltInNames(Set::of, Set::of, Set::of, Policies::names);
        return PluginCatalog.load(List.of(strong(), weak()), Set.of(), SHORT, builtIn)
                .policy(name)
                .orElseThrow()
                .policy();
    }

    private static Dispatcher inOffice(SchedulingPolicy policy) {
        var dispatcher = new Dispatcher(new Ledger(List.of(NodeResources.of(0, "n", 2, 0)), Map.of()), policy, 2);
        dispatcher.submit(List.of(
                Job.of("first", ResourceRequest.ofCores(2), Instant.EPOCH).build(),
                Job.of("last", ResourceRequest.ofCores(1), Instant.EPOCH).build()));
        return dispatcher;
    }

    private static List<String> started(Round round) {
        return round.started().stream().map(run -> run.job().id()).toList();
    }

    @Test
    void itDecides() {
        policy("a", "last_first", """
            var jobs = new ArrayList<Job>();
            snapshot.lanes().forEach(lane -> jobs.addFirst(lane.first().job()));
            var decisions = new ArrayList<Decision>();
            Plan plan = snapshot.plan();
            for (Job job : jobs) {
                plan.start(job).ifPresent(where -> decisions.add(new Decision.StartOn(job.id(), where.nodes())));
            }
            return decisions;
            """).write(strong().resolve("a.jar"));
        SchedulingPolicy policy = only("last_first");
        assertEquals("A test.", policy.description());
        assertEquals(List.of("last"), started(inOffice(policy).schedule(Instant.EPOCH)));
    }

    @Test
    void oneThatThrowsOrHangsIsReplacedByTheStandard() {
        policy("a", "wild", "throw new IllegalStateException(\"no\");").write(strong().resolve("a.jar"));
        policy("b", "slow", HANG + " return List.of();").write(strong().resolve("b.jar"));
        policy("c", "mute", "return null;").write(strong().resolve("c.jar"));
        assertReplaced("wild", "schedule() failed: java.lang.IllegalStateException: no");
        assertReplaced("slow", "schedule() did not come back within 300 ms");
        assertReplaced("mute", "schedule() failed: java.lang.NullPointerException");
    }

    private void assertReplaced(String name, String why) {
        Dispatcher dispatcher = inOffice(only(name));
        String failure = dispatcher.schedule(Instant.EPOCH).failure().orElseThrow();
        assertTrue(failure.contains(why) && failure.contains(strong().toString()), failure);
        assertEquals(List.of(), started(dispatcher.schedule(Instant.EPOCH)));
        assertEquals(List.of("first"), started(dispatcher.schedule(Instant.EPOCH)));
        assertEquals("backfill", dispatcher.policy().name());
    }

    @Test
    void theNamesOfPergolasOwnAreTaken() {
        policy("a", "fifo", "return List.of();").write(strong().resolve("a.jar"));
        policy("b", "B-2", "return List.of();").write(strong().resolve("b.jar"));
        BuiltInNames builtIn = new BuiltInNames(Set::of, Set::of, Set::of, Policies::names);
        PluginCatalog catalog = PluginCatalog.load(List.of(strong()), Set.of(), SHORT, builtIn);
        assertEquals(List.of(), catalog.policies());
        assertTrue(
                catalog.problems().toString().contains("it offers the scheduling policy fifo, and Pergola has that"));
        assertTrue(catalog.problems().toString().contains("site.b.Policy.name() is 'B-2', which nobody could choose"));
    }

    @Test
    void itIsListedAndCanBeDisabled() {
        policy("a", "mine", "return List.of();").write(strong().resolve("a.jar"));
        assertEquals(List.of("mine"), catalog().plugins().getFirst().policies());
        assertTrue(PluginCatalog.load(List.of(strong()), Set.of("policy.mine"))
                .policy("mine")
                .isEmpty());
    }
}
