package io.pergola.filter;

import io.pergola.filter.Condition.All;
import io.pergola.filter.Condition.Any;
import io.pergola.filter.Condition.Compares;
import io.pergola.filter.Condition.Is;
import io.pergola.filter.Condition.Not;
import io.pergola.model.NodeList;
import io.pergola.model.Verdict;
import io.pergola.store.RunSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes of conditions what runs are tested with: all values are read once, and what has to be looked up is asked last. */
record Meaning(Values values, Facts facts) {

    Predicate<RunSummary> of(Condition condition) {
        return switch (condition) {
            case Is(Word word) -> word(word);
            case Compares compares -> comparison(compares);
            case Not(Condition part) -> of(part).negate();
            case All(List<Condition> parts) -> all(inOrder(parts));
            case Any(List<Condition> parts) ->
                all(inOrder(parts.stream()
                                .map(part -> (Condition) new Not(part))
                                .toList()))
                        .negate();
        };
    }

    private List<Predicate<RunSummary>> inOrder(List<Condition> parts) {
        return parts.stream()
                .sorted(Comparator.comparing(Condition::isSlow))
                .map(this::of)
                .toList();
    }

    private static Predicate<RunSummary> all(List<Predicate<RunSummary>> parts) {
        return run -> {
            for (Predicate<RunSummary> part : parts) {
                if (!part.test(run)) {
                    return false;
                }
            }
            return true;
        };
    }

    private Predicate<RunSummary> word(Word word) {
        return switch (word) {
            case COMPLETE -> RunSummary::ended;
            case PASSED -> run -> run.result() == Verdict.PASS;
            case FAILED -> run -> run.result() == Verdict.FAIL;
            case RESULT_ERROR -> run -> run.result() == Verdict.ERROR;
            case ALL_STARTED -> facts::allStarted;
        };
    }

    private Predicate<RunSummary> comparison(Compares its) {
        Operator operator = its.operator();
        String value = its.value();
        return switch (its.key()) {
            case NAME -> text(its, RunSummary::name);
            case USER -> text(its, RunSummary::user);
            case SYS_NAME -> text(its, RunSummary::sysName);
            case SERIES -> text(its, RunSummary::series);
            case SCHEDULER -> text(its, RunSummary::scheduler);
            case PARTITION -> text(its, facts::partition);
            case STATE -> text(its, RunSummary::state);
            case RESULT ->
                text(its, run -> run.result() == null ? "" : run.result().name());
            case HAS_STATE -> signed(operator, hadState(new Glob(value.toUpperCase(Locale.ROOT))));
            case NODES -> signed(operator, onNodes(value));
            case NUM_NODES -> {
                int number = Integer.parseInt(value);
                yield run -> operator.holds(Integer.compare(run.nodes().size(), number));
            }
            case CREATED -> time(its, RunSummary::created);
            case STARTED -> time(its, RunSummary::started);
            case FINISHED -> time(its, RunSummary::finished);
        };
    }

    private static Predicate<RunSummary> signed(Operator operator, Predicate<RunSummary> holds) {
        return operator == Operator.EQUAL ? holds : holds.negate();
    }

    private static Predicate<RunSummary> text(Compares its, Function<RunSummary, String> of) {
        boolean capitals = its.key().kind() == Key.Kind.CAPITALS;
        var glob = new Glob(capitals ? its.value().toUpperCase(Locale.ROOT) : its.value());
        return signed(its.operator(), run -> glob.matches(of.apply(run)));
    }

    private Predicate<RunSummary> hadState(Glob glob) {
        return run -> {
            for (String state : facts.states(run)) {
                if (glob.matches(state)) {
                    return true;
                }
            }
            return false;
        };
    }

    /** On one of these nodes at least. */
    private static Predicate<RunSummary> onNodes(String list) {
        if (!(NodeList.parse(list) instanceof NodeList.Names(List<String> named))) {
            throw new IllegalArgumentException("Not checked: " + list);
        }
        var plain = new HashSet<String>();
        var globs = new ArrayList<Glob>();
        for (String name : named) {
            var glob = new Glob(name);
            if (glob.isPlain()) {
                plain.add(name);
            } else {
                globs.add(glob);
            }
        }
        return run -> run.nodes().stream()
                .anyMatch(node -> plain.contains(node) || globs.stream().anyMatch(glob -> glob.matches(node)));
    }

    /** Distances compare ages, so that {@code created<1 week} is what was made within the last week. What has no time meets nothing. */
    private Predicate<RunSummary> time(Compares its, Function<RunSummary, @Nullable Instant> of) {
        Instant time = values.time(its.value());
        int sign = TimeSpec.isDistance(its.value()) ? -1 : 1;
        return run -> {
            Instant actual = of.apply(run);
            return actual != null && its.operator().holds(sign * Integer.signum(actual.compareTo(time)));
        };
    }
}
