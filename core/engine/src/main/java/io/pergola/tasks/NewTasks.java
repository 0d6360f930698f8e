package io.pergola.tasks;

import io.pergola.tasks.PilotView.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Tasks that come in while a pilot runs: stored first, then queued. Used by the loop's thread. */
final class NewTasks {

    private final TaskLoop loop;

    NewTasks(TaskLoop loop) {
        this.loop = loop;
    }

    /**
     * Adds those that are not there yet.
     *
     * @param parent the task whose callback brought them, which is done then; empty if none did
     * @param added is told on the loop's thread how many, once they are stored and queued
     */
    void add(List<TaskSpec> specs, String parent, IntConsumer added) {
        var fresh = new ArrayList<TaskSpec>();
        for (TaskSpec spec : specs) {
            if (loop.book().add(spec.id())) {
                fresh.add(spec);
            } else {
                loop.view().line(Level.WARNING, "There is a task " + spec.id() + " already; it stays as it is");
            }
        }
        List<StoredTask> tasks = fresh.stream()
                .map(spec -> new StoredTask(spec, TaskState.PENDING, 0, "", false, null))
                .toList();
        loop.writer()
                .write(
                        store -> {
                            store.insert(fresh, parent);
                            if (!parent.isEmpty()) {
                                store.calledBack(parent, "done");
                            }
                        },
                        true,
                        () -> loop.post(() -> {
                            loop.submit(tasks);
                            added.accept(tasks.size());
                        }));
    }
}
