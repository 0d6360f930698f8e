package io.pergola.tasks;

import io.pergola.json.Json;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.StoreException;
import io.pergola.pilot.Kernel;
import io.pergola.slots.Ledger;
import io.pergola.tasks.PilotView.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs plain commands on an allocation, and remembers what became of them. One in a process. */
public final class TaskPilot implements AutoCloseable {

    private final PilotPlan plan;
    private final PilotView view;
    private final TaskStore store;
    private final TaskBook book = new TaskBook();
    private final List<StoredTask> stored;
    private volatile @Nullable TaskLoop loop;
    private volatile boolean told;

    private TaskPilot(PilotPlan plan, PilotView view, TaskStore store) throws InterruptedException {
        this.plan = plan;
        this.view = view;
        this.store = store;
        this.stored = new ArrayList<>(store.tasks());
        boolean earlier = stored.stream().anyMatch(task -> task.state() == TaskState.RUNNING);
        Map<String, String> obstacles =
                earlier || !stored.isEmpty() ? new Survivors(plan, view).end(store.uuid(), stored) : Map.of();
        book.enter(stored, obstacles);
    }

    /**
     * Opens a database, makes it if there is none, and ends what an earlier pilot of it left running.
     *
     * @param database its file
     * @param resume whether tasks may be in it
     * @throws StoreException if it cannot be used
     * @throws ConfigException if tasks are in it that nobody wants resumed, or it is to be resumed and not there
     */
    public static TaskPilot open(PilotPlan plan, Path database, boolean resume, PilotView view)
            throws InterruptedException {
        if (resume && Files.notExists(database)) {
            throw new ConfigException(Problem.error("there is nothing to resume: " + database + " is not there")
                    .help("Name the directory of the earlier pilot with --workdir, or its database with --db"));
        }
        try {
            Files.createDirectories(plan.workdir());
        } catch (IOException e) {
            throw new StoreException("Cannot make the directory " + plan.workdir() + ": " + e.getMessage(), e);
        }
        TaskStore store = TaskStore.open(database);
        boolean opened = false;
        try {
            var pilot = new TaskPilot(plan, view, store);
            if (!resume && !pilot.stored.isEmpty()) {
                throw new ConfigException(
                        Problem.error("an earlier pilot left " + pilot.stored.size() + " tasks in " + database)
                                .help("Go on with them with --resume, or use another --workdir"));
            }
            opened = true;
            return pilot;
        } finally {
            if (!opened) {
                store.close();
            }
        }
    }

    /** Whether there is a task of that id. */
    public boolean contains(String id) {
        return book.contains(id);
    }

    /**
     * Refuses tasks that would be held, or refused, once they were queued.
     *
     * @throws ConfigException if there are any
     */
    public void refuseUnknown(List<TaskSpec> specs) {
        var ledger = new Ledger(plan.nodes(), plan.consumables());
        var problems = new ArrayList<Problem>();
        for (TaskSpec spec : specs) {
            Set<String> unknown = ledger.unknown(spec.request());
            if (!unknown.isEmpty()) {
                problems.add(Problem.error("task " + spec.id() + " requires resources not defined for cluster: "
                        + String.join(", ", unknown)));
            } else {
                ledger.shortage(spec.request(), spec.request().ranks())
                        .ifPresent(
                                shortage -> problems.add(Problem.error("task " + spec.id() + ": " + shortage.why())));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    /**
     * Runs all tasks that have not ended, those of the database and more; those of them that are there already stay as they are.
     *
     * @return what came of them
     * @throws StoreException if the database cannot be written any more; what runs was ended
     */
    public PilotSummary run(List<TaskSpec> more) throws InterruptedException {
        insert(more.stream().filter(spec -> book.add(spec.id())).toList());
        var tally = new Tally(plan.clock().instant(), plan.cores());
        var kernel = new Kernel(new Ledger(plan.nodes(), plan.consumables()), plan.policy());
        var running = new TaskLoop(plan, view, kernel, store, book, tally);
        List<StoredTask> left = new ArrayList<>();
        for (StoredTask task : stored) {
            if (task.state().isFinal()) {
                tally.add(task.state(), 1);
            } else {
                left.add(task);
            }
        }
        int workers = Math.min(plan.maxWorkers(), Math.max(1, plan.cores()));
        PilotLines.banner(plan.cores(), workers, left.size()).forEach(line -> view.line(Level.INFO, line));
        running.post(() -> begin(running, left));
        loop = running;
        if (told) {
            running.post(running::stop);
        }
        try (ControlServer _ = ControlServer.open(plan.workdir(), new PilotControl(running, plan), view)) {
            PilotSummary summary = running.run();
            PilotLines.farewell(summary).forEach(line -> view.line(Level.INFO, line));
            write(summary);
            return summary;
        }
    }

    private void insert(List<TaskSpec> fresh) {
        try {
            store.insert(fresh, "");
            store.commit();
        } catch (SQLException e) {
            throw TaskStore.failure(store.file(), e);
        }
        fresh.forEach(spec -> stored.add(new StoredTask(spec, TaskState.PENDING, 0, "", false, null)));
    }

    private void begin(TaskLoop running, List<StoredTask> left) {
        running.submit(left);
        stored.stream().filter(StoredTask::callbackPending).forEach(task -> running.callbacks()
                .tell(task.spec(), task.result()));
        stored.clear();
    }

    private void write(PilotSummary summary) {
        Path file = plan.workdir().resolve("summary.json");
        try {
            Files.writeString(file, Json.write(summary.json()) + "\n");
        } catch (IOException e) {
            view.line(Level.WARNING, "Cannot write " + file + ": " + e.getMessage());
        }
    }

    /** Nothing more is started from now on; what runs may go on for a while, and none of it once this is called again. Any thread. */
    public void stop() {
        told = true;
        TaskLoop running = loop;
        if (running != null) {
            running.post(running::stop);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
