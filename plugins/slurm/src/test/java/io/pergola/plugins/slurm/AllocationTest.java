package io.pergola.plugins.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pergola.model.NodeInfo;
import io.pergola.model.SchedulerException;
import io.pergola.testkit.RecordedCommands;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AllocationTest {

    private final RecordedCommands commands = new RecordedCommands();

    private List<NodeInfo> nodes(Map<String, String> environment) {
        return new Allocation(environment, new SlurmCommands(commands)).nodes().nodes();
    }

    private static Map<String, String> realEnvironment() {
        var environment = new HashMap<String, String>();
        Cases.text("job_environment.txt").lines().forEach(line -> {
            String[] parts = line.split("=", 2);
            environment.put(parts[0], parts[1]);
        });
        return environment;
    }

    @Test
    void aRealEnvironmentNeedsNoCommand() {
        assertEquals(
                List.of(NodeInfo.up("node2", 4, 1000), NodeInfo.up("node3", 4, 1000), NodeInfo.up("node4", 4, 1000)),
                nodes(realEnvironment()));
        assertEquals(List.of(), commands.asked());
    }

    @Test
    void theNodeThatRunsTheScriptComesFirst() {
        Map<String, String> environment = realEnvironment();
        environment.put("SLURMD_NODENAME", "node3");
        assertEquals(
                List.of("node3", "node2", "node4"),
                nodes(environment).stream().map(NodeInfo::name).toList());
    }

    @Test
    void processorsAreCountedForEachNode() {
        assertEquals(List.of(4, 4, 4, 2, 8), Allocation.counts("4(x3),2,8"));
        assertEquals(List.of(), Allocation.counts(""));
    }

    @Test
    void memoryMayBeGivenForEachProcessor() {
        assertEquals(
                List.of(NodeInfo.up("n1", 4, 2000), NodeInfo.up("n2", 2, 1000)),
                nodes(Map.of(
                        "SLURM_JOB_NODELIST", "n[1-2]",
                        "SLURM_JOB_CPUS_PER_NODE", "4,2",
                        "SLURM_MEM_PER_CPU", "500")));
    }

    @Test
    void gpusAreThoseOfTheJob() {
        NodeInfo node = nodes(Map.of(
                        "SLURM_JOB_NODELIST", "n1",
                        "SLURM_JOB_CPUS_PER_NODE", "1",
                        "SLURM_MEM_PER_NODE", "1",
                        "SLURM_GPUS_PER_NODE", "a100:2"))
                .getFirst();
        assertEquals(2, node.gpus());
    }

    @Test
    void memoryThatNobodySaidIsAskedForOnce() {
        commands.prints(
                "NodeName=n1 CPUTot=8 RealMemory=16000 State=ALLOCATED Partitions=p\n",
                "scontrol",
                "show",
                "nodes",
                "n1",
                "-o");
        NodeInfo node = nodes(Map.of("SLURM_JOB_NODELIST", "n1", "SLURM_JOB_CPUS_PER_NODE", "2"))
                .getFirst();
        assertEquals(2, node.cpus());
        assertEquals(16_000, node.memoryMib());
    }

    @Test
    void outsideAJobThereIsNone() {
        assertThrows(SchedulerException.class, () -> nodes(Map.of()));
    }
}
