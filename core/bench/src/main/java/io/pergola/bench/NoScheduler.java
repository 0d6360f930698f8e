package io.pergola.bench;

import io.pergola.expr.Item;
import io.pergola.expr.Variable;
import io.pergola.resolve.ScheduleSection;
import io.pergola.resolve.SchedulerFacts;
import io.pergola.spi.OptionKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** A scheduler called {@code raw} that knows of two nodes. */
final class NoScheduler implements SchedulerFacts {

    @Override
    public boolean known(String scheduler) {
        return scheduler.equals("raw");
    }

    @Override
    public Collection<String> names() {
        return List.of("raw");
    }

    @Override
    public List<OptionKey> options(String scheduler) {
        return List.of();
    }

    @Override
    public SequencedMap<String, Variable> variables(String scheduler, ScheduleSection schedule) {
        var sched = new LinkedHashMap<String, Variable>();
        sched.put("nodes", new Variable.Known(List.of(Item.of("2"))));
        sched.put("errors", new Variable.Known(List.of()));
        sched.put("test_cmd", new Variable.Known(List.of(Item.of(""))));
        sched.put("concurrent_default", new Variable.Known(List.of(Item.of("4"))));
        sched.put("tasks_total", new Variable.Deferred());
        return sched;
    }
}
