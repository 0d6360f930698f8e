package io.pergola.tasks;

import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Answers what other processes of the user ask of a pilot. */
final class PilotControl {

    private static final String WHY = "somebody cancelled it";

    private final TaskLoop loop;
    private final PilotPlan plan;

    PilotControl(TaskLoop loop, PilotPlan plan) {
        this.loop = loop;
        this.plan = plan;
    }

    /** Any thread; the answer comes when it was done. */
    CompletableFuture<Value> ask(Value request) {
        var answer = new CompletableFuture<Value>();
        loop.post(() -> answer(request, answer));
        return answer;
    }

    private void answer(Value request, CompletableFuture<Value> answer) {
        String what = text(request, "do");
        switch (what) {
            case "status" ->
                answer.complete(loop.tally().status(plan.clock().instant()).json());
            case "cancel" -> answer.complete(cancel(request));
            case "add" -> add(text(request, "tasks"), answer);
            default -> answer.complete(error("this pilot does not know '" + what + "'"));
        }
    }

    private static String text(Value request, String key) {
        return request instanceof Value.Entries(var values) && values.get(key) instanceof Value.Text(String text)
                ? text
                : "";
    }

    private static Value error(String why) {
        var values = new LinkedHashMap<String, Value>();
        values.put("error", Value.of(why));
        return new Value.Entries(values);
    }

    private Value cancel(Value request) {
        var unknown = new ArrayList<String>();
        int count = 0;
        if (request instanceof Value.Entries(var values) && values.get("ids") instanceof Value.Items(List<Value> ids)) {
            for (Value id : ids) {
                String name = TaskFields.plain(id);
                if (loop.cancel(name, WHY)) {
                    count++;
                } else {
                    unknown.add(name);
                }
            }
        }
        var values = new LinkedHashMap<String, Value>();
        values.put("cancelled", Value.of((long) count));
        values.put("unknown", Value.ofTexts(unknown));
        return new Value.Entries(values);
    }

    private void add(String tasks, CompletableFuture<Value> answer) {
        if (loop.stopping()) {
            answer.complete(error("this pilot is about to end"));
            return;
        }
        try {
            var content = TaskFile.read(tasks, "<added>", plan.strict(), loop.book()::contains);
            new NewTasks(loop).add(content.specs(), "", added -> {
                var values = new LinkedHashMap<String, Value>();
                values.put("added", Value.of((long) added));
                answer.complete(new Value.Entries(values));
            });
        } catch (ConfigException e) {
            answer.complete(error(
                    String.join("; ", e.problems().stream().map(Problem::what).toList())));
        }
    }
}
