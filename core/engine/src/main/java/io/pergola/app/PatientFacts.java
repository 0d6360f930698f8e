package io.pergola.app;

import io.pergola.expr.Variable;
import io.pergola.resolve.ScheduleSection;
import io.pergola.resolve.SchedulerFacts;
import io.pergola.spi.OptionKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** What schedulers say, but for what is in the way of a test. */
record PatientFacts(SchedulerFacts facts) implements SchedulerFacts {

    @Override
    public boolean known(String scheduler) {
        return facts.known(scheduler);
    }

    @Override
    public Collection<String> names() {
        return facts.names();
    }

    @Override
    public List<OptionKey> options(String scheduler) {
        return facts.options(scheduler);
    }

    @Override
    public SequencedMap<String, Variable> variables(String scheduler, ScheduleSection schedule) {
        var variables = new LinkedHashMap<>(facts.variables(scheduler, schedule));
        variables.put("errors", new Variable.Known(List.of()));
        return variables;
    }
}
