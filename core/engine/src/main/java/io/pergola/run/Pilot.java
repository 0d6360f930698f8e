package io.pergola.run;

import io.pergola.exec.Spawner;
import io.pergola.exec.Strays;
import io.pergola.exec.Subreaper;
import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.StoreException;
import io.pergola.pilot.Event;
import io.pergola.pilot.Kernel;
import io.pergola.pilot.Task;
import io.pergola.schedule.PilotTask;
import io.pergola.schedule.UserLock;
import io.pergola.spi.NodeInventory;
import io.pergola.store.EventWriter;
import io.pergola.store.RunDirectory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Runs the test runs of one job on its allocation, then ends. One in a process. */
public final class Pilot {

    private static final Duration GRACE = Duration.ofSeconds(5);
    /** If it is not there by then, the submitting command was killed just now, and the scheduler has to do without. */
    private static final Duration INFO = Duration.ofSeconds(5);

    private static final Duration INFO_STEP = Duration.ofMillis(20);

    private final PilotSetup setup;

    /** For one job. */
    public Pilot(PilotSetup setup) {
        this.setup = setup;
    }

    /**
     * Returns when every run of the job has ended, the job was told to end, or another pilot has its runs.
     *
     * @throws StoreException if others may have written what the job is to run
     */
    public void run() {
        setup.job().objection().ifPresent(why -> {
            throw new StoreException("Nothing of this job is run: " + why, null);
        });
        if (!setup.presence().take()) {
            System.getLogger(Pilot.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "Another pilot runs the tests of this job; this one leaves them.");
            return;
        }
        awaitInfo();
        Optional<NodeInventory> held = setup.scheduler().inventory().filter(NodeInventory::held);
        if (held.isEmpty()) {
            work();
            return;
        }
        try (UserLock.Held _ = setup.turn().take(held.get().machine(), this::sayThatItWaits)) {
            work();
        } catch (IOException e) {
            throw new StoreException("The turn in this allocation cannot be given back: " + e.getMessage(), e);
        }
    }

    private void sayThatItWaits() {
        for (int number : setup.job().runs()) {
            setup.store()
                    .run(number)
                    .ifPresent(run -> run.append(StateEntry.of(
                            setup.clock().instant(),
                            RunState.SCHEDULED,
                            "Waits for the runs that were started before it in this allocation")));
        }
    }

    private void work() {
        var spawner = new Spawner();
        var strays = new Strays(new Subreaper(spawner));
        var allocation = new AllocationVariables(setup);
        setup.job().writeNodes(allocation.nodeNames());
        try (EventWriter events = setup.job().openEvents()) {
            var journals = new JobEvents(events);
            var ground = new JobGround(setup, allocation.nodes());
            List<PilotTask> given = PilotTask.read(setup.job().extra());
            List<Task> queued =
                    given.stream().map(task -> kernelTask(task, ground)).toList();
            Map<String, PilotTask> placed = given.stream()
                    .filter(PilotTask::placed)
                    .collect(Collectors.toMap(task -> Integer.toString(task.run()), Function.identity()));
            var tasks = new RunTasks(
                    queued.stream().map(Task::id).toList(), id -> setup.store().run(Integer.parseInt(id)), run -> {
                        Optional<PilotTask> task = Optional.ofNullable(placed.get(id(run)));
                        return new RunTask(
                                setup,
                                start -> new RunPlace(setup, allocation, run, start, task),
                                spawner,
                                strays,
                                journals,
                                run);
                    });
            loop(tasks, queued, ground.kernel());
        }
    }

    private void loop(RunTasks tasks, List<Task> queued, Kernel kernel) {
        var loop = new PilotLoop(setup, kernel, tasks);
        Runtime.getRuntime().addShutdownHook(new Thread(loop::terminate, "terminate"));
        loop.run(new Event.Submitted(queued));
    }

    /** The command that submitted the job notes the scheduler's answer at the same time as this process starts. */
    private void awaitInfo() {
        Instant deadline = setup.clock().instant().plus(INFO);
        while (setup.job().info().isEmpty() && setup.clock().instant().isBefore(deadline)) {
            LockSupport.parkNanos(INFO_STEP.toNanos());
        }
    }

    private static Task kernelTask(PilotTask task, JobGround ground) {
        int limit = task.concurrent() > 0 ? task.concurrent() : Integer.MAX_VALUE;
        return new Task(
                Integer.toString(task.run()),
                ground.request(task),
                task.demand().priority(),
                limit,
                task.silence(),
                task.total(),
                GRACE,
                task.judged(),
                Set.of());
    }

    static String id(RunDirectory run) {
        return Integer.toString(run.id().number());
    }

    /** The states that say that nothing could be run. */
    static boolean unable(String state) {
        return state.equals(RunState.ENV_FAILED.name());
    }
}
