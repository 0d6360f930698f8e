package io.pergola.tasks;

import io.pergola.exec.MarkedProcesses;
import io.pergola.spi.slots.HostFileForm;
import io.pergola.spi.slots.Placement;
import io.pergola.spi.slots.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The variables that tell a task what is its own. */
final class TaskEnvironment {

    private static final List<String> GPUS =
            List.of("CUDA_VISIBLE_DEVICES", "ROCR_VISIBLE_DEVICES", "ZE_AFFINITY_MASK");
    private static final String HOST_FILE = "hosts";

    private final Map<String, String> inherited;
    private final Path workdir;

    TaskEnvironment(Map<String, String> inherited, Path workdir) {
        this.inherited = inherited;
        this.workdir = workdir;
    }

    /** All variables of one attempt; writes its host file if it has several nodes. */
    Map<String, String> of(TaskSpec spec, Placement placement, Path directory, String mark) throws IOException {
        var variables = new HashMap<>(inherited);
        variables.put(MarkedProcesses.RUN, mark);
        variables.put("PILOT_TASK_ID", spec.id());
        variables.put("PILOT_TASK_DIR", directory.toString());
        variables.put("PILOT_WORKDIR", workdir.toString());
        List<Slot> slots = placement.slots();
        if (!slots.isEmpty()) {
            Slot first = slots.getFirst();
            variables.put("PILOT_NODES", String.join(",", placement.nodes()));
            variables.put("PILOT_RANKS", Integer.toString(slots.size()));
            variables.put("PILOT_CORES", indexes(slots, first.node(), true));
            variables.put(
                    "OMP_NUM_THREADS",
                    Integer.toString(Math.max(1, first.cores().size())));
            String gpus = indexes(slots, first.node(), false);
            if (!gpus.isEmpty()) {
                GPUS.forEach(name -> variables.put(name, gpus));
            }
            if (placement.nodes().size() > 1) {
                Path hosts = Files.writeString(directory.resolve(HOST_FILE), placement.hostFile(HostFileForm.SLOTS));
                variables.put("PILOT_HOSTFILE", hosts.toString());
            }
        }
        variables.putAll(spec.env());
        return variables;
    }

    private static String indexes(List<Slot> slots, String node, boolean cores) {
        Set<Integer> found = new TreeSet<>();
        for (Slot slot : slots) {
            if (slot.node().equals(node)) {
                (cores ? slot.cores() : slot.gpus()).forEach(share -> found.add(share.index()));
            }
        }
        var text = new StringBuilder();
        found.forEach(index -> text.append(text.isEmpty() ? "" : ",").append(index));
        return text.toString();
    }
}
