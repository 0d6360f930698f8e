package io.pergola.resolve;

import io.pergola.expr.Item;
import io.pergola.expr.Variable;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What a scheduler says to one schedule section.
 *
 * @param value the section as it was resolved
 * @param section the same, read
 * @param variables the set {@code sched}
 * @param problems what is wrong with the section, or in the way of scheduling it
 */
record Scheduled(
        Value.Entries value,
        ScheduleSection section,
        SequencedMap<String, Variable> variables,
        List<Problem> problems) {

    static Scheduled of(CompiledTest test, Setup setup, String scheduler, Value.Entries value) {
        List<Problem> problems = new ArrayList<>();
        ScheduleSection section = new ScheduleReader(
                        ResolvedTest.scheduleKeys(setup.keys()), value, problems, test::locate)
                .read(scheduler);
        if (!problems.isEmpty()) {
            return new Scheduled(value, section, new LinkedHashMap<>(), problems);
        }
        SequencedMap<String, Variable> variables = setup.facts().variables(scheduler, section);
        if (variables.get("errors") instanceof Variable.Known(List<Item> items)) {
            items.forEach(item -> {
                if (item instanceof Item.Single(Value.Text(String sentence)) && !sentence.isBlank()) {
                    problems.add(Problem.error("schedule: " + sentence));
                }
            });
        }
        return new Scheduled(value, section, variables, problems);
    }
}
