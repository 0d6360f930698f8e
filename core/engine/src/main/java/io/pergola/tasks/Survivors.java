package io.pergola.tasks;

import io.pergola.exec.MarkedProcesses;
import io.pergola.exec.SystemProcesses;
import io.pergola.spi.ProcessIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Processes that a pilot left behind when it was killed: none of their tasks is run again before they are gone. */
final class Survivors {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final MarkedProcesses marked = new MarkedProcesses();
    private final PilotPlan plan;
    private final PilotView view;

    Survivors(PilotPlan plan, PilotView view) {
        this.plan = plan;
        this.view = view;
    }

    /**
     * Ends those of this host, whose results nobody could tell any more.
     *
     * @return by task, why it cannot be run again yet
     */
    Map<String, String> end(String uuid, List<StoredTask> tasks) throws InterruptedException {
        String start = TaskRunner.mark(uuid, "");
        for (String mark : marked.values(MarkedProcesses.RUN)) {
            if (mark.startsWith(start)) {
                int count = marked.end(MarkedProcesses.RUN, mark, GRACE).size();
                view.line(
                        PilotView.Level.WARNING,
                        mark.substring(start.length()) + " went on without its pilot: " + count + " processes ended");
            }
        }
        var obstacles = new HashMap<String, String>();
        SystemProcesses processes = new SystemProcesses(plan.environment(), Path.of("/"));
        for (StoredTask task : tasks) {
            ProcessIdentity process = task.process();
            if (task.state() == TaskState.RUNNING && process != null) {
                obstacle(processes, process)
                        .ifPresent(why -> obstacles.put(task.spec().id(), why));
            }
        }
        return obstacles;
    }

    private Optional<String> obstacle(SystemProcesses processes, ProcessIdentity process) {
        Optional<Boolean> alive = processes.alive(process);
        if (alive.isEmpty()) {
            return plan.gone().contains(process.host())
                    ? Optional.empty()
                    : Optional.of("it ran on " + process.host() + " and may still do so: resume there, or say --gone "
                            + process.host());
        }
        return alive.get()
                ? Optional.of("its process " + process.pid() + " goes on without its pilot, and cannot be ended")
                : Optional.empty();
    }
}
