package io.pergola.tasks;

import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.tasks.PilotView.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of the answers of the command that adds tasks: each call's new tasks are stored with the note that it was made. */
final class CallbackDesk {

    private static final int MOST_TOLD = 5;

    private final PilotPlan plan;
    private final TaskLoop loop;
    private final @Nullable Callbacks callbacks;
    private int open;

    CallbackDesk(PilotPlan plan, TaskLoop loop) {
        this.plan = plan;
        this.loop = loop;
        String command = plan.onComplete();
        this.callbacks = command == null ? null : new Callbacks(plan, command);
    }

    boolean idle() {
        return open == 0;
    }

    /** Its result is stored, and that the command has still to be told. A pilot that is about to end leaves that to the next. */
    void tell(TaskSpec spec, String result) {
        if (callbacks != null && !loop.stopping()) {
            open++;
            callbacks.tell(spec, result, answer -> loop.post(() -> answered(spec.id(), answer)));
        }
    }

    private void answered(String id, Callbacks.Answer answer) {
        if (loop.stopping() && answer instanceof Callbacks.Answer.Failed) {
            // Most likely it was ended with us.
            open--;
            return;
        }
        switch (answer) {
            case Callbacks.Answer.Failed(String why) -> failed(id, List.of(why));
            case Callbacks.Answer.Printed(String text) -> printed(id, text);
        }
    }

    private void printed(String id, String text) {
        try {
            var content = TaskFile.read(text, "<printed for " + id + ">", plan.strict(), loop.book()::contains);
            content.warnings().forEach(warning -> loop.view().line(Level.WARNING, warning));
            new NewTasks(loop).add(content.specs(), id, added -> {
                open--;
                if (added > 0) {
                    loop.view().line(Level.INFO, PilotLines.generated(added));
                }
            });
        } catch (ConfigException e) {
            failed(
                    id,
                    e.problems().stream()
                            .limit(MOST_TOLD)
                            .map(Problem::toString)
                            .toList());
        }
    }

    private void failed(String id, List<String> why) {
        loop.tally().callbackFailed();
        why.forEach(each -> loop.view().line(Level.ERROR, "The callback for " + id + " came to nothing: " + each));
        loop.writer().write(store -> store.calledBack(id, "failed"), true, () -> open--);
    }

    void close() {
        if (callbacks != null) {
            callbacks.close();
        }
    }
}
