package io.pergola.graph;

import io.pergola.expr.Expression;
import io.pergola.expr.ExpressionException;
import io.pergola.model.Place;
import io.pergola.model.Problem;
import java.util.List;
import java.util.Optional;

/** A key of the results, or an expression over them. */
record Quantity(String source, Expression expression) {

    /** Reads what stands behind an option; empty, and a problem that points into it, if that is no expression. */
    static Optional<Quantity> read(String option, String text, List<Problem> problems) {
        String source = text.strip();
        if (source.isEmpty()) {
            problems.add(Problem.error(option + " is empty").help("write a key of the results, or an expression"));
            return Optional.empty();
        }
        try {
            return Optional.of(new Quantity(source, Expression.parse(source)));
        } catch (ExpressionException e) {
            Problem problem = Problem.error(option + " is not an expression: " + e.getMessage());
            int column = Math.min(e.start(), source.length()) + 1;
            problems.add(
                    e.help().map(problem::help).orElse(problem).at(new Place("<" + option + ">", 1, column), source));
            return Optional.empty();
        }
    }

    /** Its parts, if it is nothing but a path into the results; otherwise empty. */
    List<String> path() {
        List<List<String>> paths = expression.paths();
        return paths.size() == 1 && String.join(".", paths.getFirst()).equals(source) ? paths.getFirst() : List.of();
    }

    /** The last part of a path; a formula as it is. */
    String shortName() {
        List<String> path = path();
        return path.isEmpty() ? source : path.getLast();
    }
}
