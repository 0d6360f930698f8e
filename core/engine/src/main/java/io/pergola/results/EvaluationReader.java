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

/** Reads {@code result_evaluate} and puts the evaluations into an order in which each follows those it uses. */
final class EvaluationReader {

    private final List<Problem> problems;
    private final Map<String, Expression> expressions = new LinkedHashMap<>();

    EvaluationReader(List<Problem> problems) {
        this.problems = problems;
    }

    /** In order; those that need themselves, directly or not, come last and are not to be evaluated. */
    record Order(List<Evaluation> evaluations, List<String> looped) {}

    Order read(Value.Entries section) {
        section.values().forEach(this::read);
        Order order = order();
        if (!order.looped().isEmpty()) {
            problems.add(Problem.warning("result_evaluate: " + loopMessage(order.looped())));
        }
        return order;
    }

    static String loopMessage(List<String> looped) {
        return String.join(", ", looped) + ": evaluations that need themselves, in a loop, have no value";
    }

    private void read(String key, Value value) {
        String place = "result_evaluate." + key;
        List<Problem> found = new ArrayList<>();
        KeyNames.check(key, found);
        parse(value, found).ifPresent(expression -> expressions.put(key, expression));
        found.forEach(problem -> problems.add(problem.in(place)));
    }

    private static Optional<Expression> parse(Value value, List<Problem> found) {
        if (!(value instanceof Value.Text text)) {
            found.add(Problem.error("must be an expression"));
            return Optional.empty();
        }
        try {
            return Optional.of(Expression.parse(text.value()));
        } catch (ExpressionException e) {
            found.add(Arguments.problem("'" + text.value() + "' is not an expression", e, text.value()));
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
