package io.pergola.resolve;

import io.pergola.config.SchedulerOptions;
import io.pergola.expr.Variable;
import io.pergola.spi.OptionKey;
import java.util.Collection;
import java.util.List;
import java.util.SequencedMap;

/**
 * What the resolver needs to know of schedulers. Names are those that tests write; an alias such as {@code raw} is resolved
 * behind this interface.
 */
public interface SchedulerFacts extends SchedulerOptions {

    /** True if there is such a scheduler here, available for jobs. */
    boolean known(String scheduler);

    /** The names of those there are, for suggestions. */
    Collection<String> names();

    @Override
    List<OptionKey> options(String scheduler);

    /**
     * The variables of the set {@code sched} for a test with that schedule section: those known now, and the rest deferred.
     * What is in the way of scheduling the test is the variable {@code errors}, a list of sentences. Asked once for each
     * different section.
     */
    SequencedMap<String, Variable> variables(String scheduler, ScheduleSection schedule);
}
