package io.pergola.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pergola.model.NodeInfo;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobState;
import io.pergola.spi.NodeInventory;
import io.pergola.spi.NodeRequest;
import io.pergola.spi.NodeSet;
import io.pergola.spi.Scheduler;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The part of the contract that speaks of nodes, of a queue, and of how often the batch system is asked. */
abstract class ClusterContract extends ArrayContract {

    private static final int MANY = 6;

    /** For subclasses. */
    protected ClusterContract() {}

    @Test
    void anAllocationHasNodesOfSomeSize() {
        List<NodeInfo> nodes = allocation(new NodeRequest.Between(1, OptionalInt.of(1)));
        assertEquals(1, nodes.size(), "one node was asked for: " + nodes);
        nodes.forEach(node -> assertTrue(node.cpus() >= 1, "a node has processors: " + node));
    }

    @Test
    void anAllocationHasAsManyNodesAsWereAskedFor() {
        List<String> free = freeNodes(2);
        List<String> nodes = names(allocation(new NodeRequest.Between(2, OptionalInt.of(2))));
        assertEquals(2, new HashSet<>(nodes).size(), "two nodes: " + nodes);
        List<String> known = names(inventory(scheduler()).nodes());
        assertTrue(known.containsAll(nodes), "nodes " + nodes + ", the inventory has " + known + ", free were " + free);
    }

    @Test
    void anAllocationHasTheNodesThatWereNamed() {
        List<String> wanted = freeNodes(2);
        assertEquals(new HashSet<>(wanted), new HashSet<>(names(allocation(new NodeRequest.Exactly(wanted)))));
        List<String> last = List.of(wanted.getLast());
        assertEquals(last, names(allocation(new NodeRequest.Exactly(last))));
    }

    /** What a job says of its nodes from inside. */
    private List<NodeInfo> allocation(NodeRequest request) {
        Path file = workDirectory().resolve("environment-" + System.nanoTime());
        String quoted = KickoffScripts.quoted(file);
        String body = "env -0 > " + quoted + ".new && mv " + quoted + ".new " + quoted + "\nexec sleep 300";
        JobInfo job = kickoff(request("nodes", request, schedule(), options()), body);
        await(() -> KickoffScripts.read(file).isEmpty() ? "the script has not run" : "");
        NodeSet nodes = provider().create(contextInside(job, variables(file))).allocationNodes(job);
        assertCancelled(job);
        return nodes.nodes();
    }

    private static Map<String, String> variables(Path file) {
        var variables = new HashMap<String, String>();
        Arrays.stream(KickoffScripts.read(file).split("\0"))
                .map(line -> line.split("=", 2))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> variables.put(parts[0], parts[1]));
        return variables;
    }

    @Test
    void theInventoryIsWholeAndConsistent() {
        List<NodeInfo> nodes = inventory(scheduler()).nodes();
        assertFalse(nodes.isEmpty(), "a machine has nodes");
        assertEquals(nodes.size(), new HashSet<>(names(nodes)).size(), "each node once: " + names(nodes));
        for (NodeInfo node : nodes) {
            assertTrue(node.up() || !node.available(), "what is not up is not available: " + node);
            assertTrue(!node.available() || node.cpus() >= 1, "a node has processors: " + node);
            assertTrue(node.up() || !(node.state() + node.reason()).isBlank(), "why is it not up? " + node);
        }
        assertEquals(names(nodes), names(inventory(scheduler()).nodes()), "always in the same order");
    }

    /** Whatever their number: one question for the nodes, and a few for what else belongs to them. */
    @Test
    void theInventoryTakesFewQuestions() {
        var commands = new CountingCommands(context().commands());
        inventory(with(commands)).nodes();
        assertTrue(commands.count() <= 4, "asked: " + commands.asked());
    }

    private NodeInventory inventory(Scheduler asked) {
        requireAvailable();
        assumeTrue(asked.inventory().isPresent(), "this scheduler has no inventory");
        return asked.inventory().orElseThrow();
    }

    private List<String> freeNodes(int count) {
        List<NodeInfo> nodes = inventory(scheduler()).nodes();
        List<String> free =
                nodes.stream().filter(NodeInfo::available).map(NodeInfo::name).toList();
        assumeTrue(free.size() >= count, "not enough nodes: " + nodes);
        return free.subList(0, count);
    }

    private static List<String> names(List<NodeInfo> nodes) {
        return nodes.stream().map(NodeInfo::name).toList();
    }

    @Test
    void manyJobsTakeNoMoreQuestionsThanOne() {
        List<JobInfo> jobs = IntStream.range(0, MANY)
                .mapToObj(i -> kickoff("many" + i, "exec sleep 300"))
                .toList();
        awaitAlive(scheduler(), jobs);
        assertEquals(questions(jobs.subList(0, 1)), questions(jobs), "status of one job, and of " + MANY);
        assertTrue(cancels(jobs.subList(1, MANY)) <= cancels(jobs.subList(0, 1)), "cancel of one job, and of many");
    }

    private int questions(List<JobInfo> jobs) {
        var commands = new CountingCommands(context().commands());
        awaitAlive(with(commands), jobs);
        return commands.count();
    }

    private int cancels(List<JobInfo> jobs) {
        var commands = new CountingCommands(context().commands());
        with(commands).cancel(jobs);
        return commands.count();
    }

    @Test
    void aWaitingJobIsSaidToWaitAndCanBeCancelled() {
        requireAvailable();
        Path marker = workDirectory().resolve("marker");
        try {
            assumeTrue(holdJobs(), "this batch system cannot be kept from starting jobs");
            JobInfo job = kickoff("waiting", "echo ran > " + KickoffScripts.quoted(marker));
            await(() -> state(job) == JobState.SCHEDULED ? "" : "a waiting job is " + state(job));
            assertCancelled(job);
            await(() -> state(job) == JobState.SCHED_CANCELLED || endStates().contains(state(job))
                    ? ""
                    : "the cancelled job is " + state(job));
        } finally {
            releaseJobs();
        }
        Path after = workDirectory().resolve("after");
        kickoff("after", "echo ran > " + KickoffScripts.quoted(after));
        await(() -> KickoffScripts.read(after).isEmpty() ? "no job runs after the release" : "");
        assertEquals("", KickoffScripts.read(marker), "a cancelled job must not run");
    }

    @Test
    void aHeldJobRunsOnceItMay() {
        requireAvailable();
        Path marker = workDirectory().resolve("marker");
        try {
            assumeTrue(holdJobs(), "this batch system cannot be kept from starting jobs");
            JobInfo job = kickoff("held", "echo ran > " + KickoffScripts.quoted(marker));
            await(() -> state(job) == JobState.SCHEDULED ? "" : "a waiting job is " + state(job));
        } finally {
            releaseJobs();
        }
        await(() -> KickoffScripts.read(marker).isEmpty() ? "the script has not run" : "");
    }
}
