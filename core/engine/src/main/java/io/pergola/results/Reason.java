package io.pergola.results;

import io.pergola.expr.Expression;
import io.pergola.expr.ExpressionException;
import io.pergola.expr.Functions;
import io.pergola.model.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why an expression is false, in words: {@code bandwidth 11.2 GB/s is below 12.0}. */
final class Reason {

    private static final int LONGEST = 2000;
    private static final int MOST_PARTS = 3;

    private final Value.Entries known;
    private final Map<String, Value> units;
    private final Functions functions;

    Reason(Value.Entries known, Map<String, Value> units, Functions functions) {
        this.known = known;
        this.units = units;
        this.functions = functions;
    }

    String whyFalse(String expression) {
        String bare = Clauses.unwrapped(expression);
        if (bare.length() > LONGEST) {
            return "result is False";
        }
        List<String> either = Clauses.split(bare, "or");
        if (either.size() > 1) {
            return either.stream().map(this::whyFalse).collect(Collectors.joining(", and "));
        }
        List<String> parts = Clauses.split(bare, "and");
        if (parts.size() > 1) {
            return parts.stream()
                    .filter(part -> value(part).filter(this::isFalse).isPresent())
                    .limit(MOST_PARTS)
                    .map(this::whyFalse)
                    .collect(Collectors.joining("; "));
        }
        if (bare.startsWith("not ")) {
            return Clauses.unwrapped(bare.substring(4)) + " is True";
        }
        return Clauses.comparison(bare).flatMap(this::compared).orElse(bare + " is False");
    }

    private boolean isFalse(Value value) {
        return value instanceof Value.Bool(boolean flag) && !flag;
    }

    private Optional<Value> value(String expression) {
        try {
            return Optional.of(Expression.parse(expression.strip()).evaluateResults(known, functions));
        } catch (ExpressionException e) {
            return Optional.empty();
        }
    }

    private Optional<String> compared(Clauses.Comparison comparison) {
        boolean turn = Clauses.isLiteral(comparison.left()) && !Clauses.isLiteral(comparison.right());
        Clauses.Comparison asked = turn ? comparison.turned() : comparison;
        return value(asked.left()).flatMap(left -> value(asked.right()).map(right -> words(asked, left, right)));
    }

    private String words(Clauses.Comparison asked, Value left, Value right) {
        String figure = shown(asked.left(), left);
        String limit = Clauses.isLiteral(asked.right())
                ? asked.right()
                : asked.right() + " " + Figure.text(right, unit(asked.right()));
        if (isNoNumber(left) || isNoNumber(right)) {
            return figure + " cannot be compared with " + limit;
        }
        return switch (asked.operator()) {
            case "<" -> figure + (left.equals(right) ? " is not below " : " is above ") + limit;
            case ">" -> figure + (left.equals(right) ? " is not above " : " is below ") + limit;
            case "<=" -> figure + " is above " + limit;
            case ">=" -> figure + " is below " + limit;
            case "!=" -> figure + " must be anything else";
            default -> asked.left() + " is " + Figure.text(left, unit(asked.left())) + ", not " + limit;
        };
    }

    private static boolean isNoNumber(Value value) {
        return value instanceof Value.Real(double number) && Double.isNaN(number);
    }

    private String shown(String source, Value value) {
        String text = Figure.text(value, unit(source));
        return Clauses.isLiteral(source) ? text : source + " " + text;
    }

    private String unit(String source) {
        return units.get(source) instanceof Value.Text(String unit) ? unit : "";
    }
}
