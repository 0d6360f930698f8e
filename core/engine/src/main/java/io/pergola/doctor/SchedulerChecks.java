package io.pergola.doctor;

import io.pergola.app.Pergola;
import io.pergola.model.NodeInfo;
import io.pergola.schedule.StatusBoard;
import io.pergola.spi.Scheduler;
import java.util.List;
import java.util.Optional;

/** One scheduler: whether it can be used here, and whether its batch system answers. */
final class SchedulerChecks {

    private final String name;
    private final Pergola pergola;
    private final DoctorOptions options;

    SchedulerChecks(String name, Pergola pergola, DoctorOptions options) {
        this.name = name;
        this.pergola = pergola;
        this.options = options;
    }

    List<Check> checks() {
        return List.of(
                new Check("here", this::available),
                new Check("version", this::version),
                new Check("nodes", this::nodes));
    }

    /** Whether it can be used, as far as can be seen without asking its batch system. */
    static boolean usable(Pergola pergola, String name) {
        return pergola.schedulers().get(name).available().reason().isEmpty();
    }

    private Scheduler scheduler() {
        return pergola.schedulers().get(name);
    }

    private void available(Findings findings) {
        Optional<String> reason = scheduler().available().reason();
        if (reason.isEmpty()) {
            findings.ok("here", "can be used");
        } else if (options.schedulers().contains(name)) {
            findings.error("here", "cannot be used: " + reason.get(), "Put its commands in PATH, or use another host");
        } else {
            findings.note("here", "cannot be used: " + reason.get(), "Nothing needs to be done if no test asks for it");
        }
    }

    private void version(Findings findings) {
        if (usable(pergola, name)) {
            scheduler().version().ifPresent(version -> findings.ok("version", version));
        }
    }

    private void nodes(Findings findings) {
        Scheduler scheduler = scheduler();
        if (!usable(pergola, name) || scheduler.inventory().isEmpty()) {
            return;
        }
        List<NodeInfo> nodes = scheduler.inventory().orElseThrow().nodes();
        long up = nodes.stream().filter(NodeInfo::up).count();
        if (up == 0) {
            findings.error("nodes", "of " + nodes.size() + " none is up", "'pergola nodes " + name + "' says why");
        } else {
            findings.ok("nodes", "of " + nodes.size() + " are up " + up);
        }
        boolean free = StatusBoard.isFree(scheduler);
        if (!free && !options.node()) {
            findings.note(
                    "a node's view",
                    "not tried: whether nodes see the working directory, and have its clock",
                    "'pergola doctor --node " + name + "' submits a small job that looks");
        }
    }
}
