package io.pergola.results;

import io.pergola.expr.Expression;
import io.pergola.expr.ExpressionException;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads {@code result_evaluate} and puts the evaluations into an order in which each follows those it uses. */
final class EvaluationReader {

    private final ProblemSink problems;
    private final Predicate<String> waits;
    private final Map<String, Expression> expressions = new LinkedHashMap<>();

    EvaluationReader(ProblemSink problems, Predicate<String> waits) {
        this.problems = problems;
        this.waits = waits;
    }

    /** In order; those that need themselves, directly or not, come last and are not to be evaluated. */
    record Order(List<Evaluation> evaluations, List<String> looped) {}

    Order read(Value.Entries section) {
        section.values().forEach(this::read);
        Order order = order();
        if (!order.looped().isEmpty()) {
            problems.report("result_evaluate", Problem.warning("result_evaluate: " + loopMessage(order.looped())));
        }
        return order;
    }

    static String loopMessage(List<String> looped) {
        return String.join(", ", looped) + ": evaluations that need themselves, in a loop, have no value";
    }

    private void read(String key, Value value) {
        var faults = new Faults(problems, "result_evaluate." + key);
        KeyNames.check(key, faults);
        parse(value, faults).ifPresent(expression -> expressions.put(key, expression));
    }

    private Optional<Expression> parse(Value value, Faults faults) {
        if (!(value instanceof Value.Text(String text))) {
            faults.add(Problem.error("must be an expression"));
            return Optional.empty();
        }
        try {
            return waits.test(text) ? Optional.empty() : Optional.of(Expression.parse(text));
        } catch (ExpressionException e) {
            faults.add(Arguments.problem("'" + text + "' is not an expression", e, text));
            return Optional.empty();
        }
    }

    private Order order() {
        List<Evaluation> waiting = new ArrayList<>();
        expressions.forEach((key, expression) -> waiting.add(new Evaluation(key, expression, needs(expression))));
        List<Evaluation> ordered = new ArrayList<>();
        Set<String> done = new HashSet<>();
        boolean moved = true;
        while (moved) {
            List<Evaluation> ready = waiting.stream()
                    .filter(each -> done.containsAll(each.needs()))
                    .toList();
            waiting.removeAll(ready);
            ordered.addAll(ready);
            ready.forEach(each -> done.add(each.key()));
            moved = !ready.isEmpty();
        }
        return new Order(ordered, waiting.stream().map(Evaluation::key).toList());
    }

    private List<String> needs(Expression expression) {
        return expression.paths().stream()
                .map(List::getFirst)
                .filter(expressions::containsKey)
                .distinct()
                .toList();
    }
}
