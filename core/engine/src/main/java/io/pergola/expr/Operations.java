package io.pergola.expr;

import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Operators on any values: lists item by item, single values by {@link Arithmetic} and {@link Comparisons}. */
final class Operations {

    private static final Value TRUE = Value.of(true);
    private static final Value FALSE = Value.of(false);

    private Operations() {}

    static Value apply(Operator operator, Value left, Value right) {
        if (operator == Operator.JOIN) {
            return join(left, right);
        }
        if (left instanceof Value.Items || right instanceof Value.Items) {
            return itemwise(left, right, (a, b) -> apply(operator, a, b));
        }
        return switch (operator) {
            case OR -> truth(Comparisons.isTrue(left) || Comparisons.isTrue(right));
            case AND -> truth(Comparisons.isTrue(left) && Comparisons.isTrue(right));
            case EQUAL, UNEQUAL, LESS, GREATER, AT_MOST, AT_LEAST -> truth(Comparisons.apply(operator, left, right));
            default -> Arithmetic.apply(operator, left, right);
        };
    }

    static Value negate(Value value) {
        return itemwise(value, item -> truth(!Comparisons.isTrue(item)));
    }

    static Value signed(Value value, int minuses) {
        return itemwise(value, item -> Arithmetic.signed(item, minuses));
    }

    private static Value truth(boolean flag) {
        return flag ? TRUE : FALSE;
    }

    private static Value itemwise(Value value, UnaryOperator<Value> operation) {
        if (!(value instanceof Value.Items(List<Value> items))) {
            return operation.apply(value);
        }
        var results = new ArrayList<Value>(items.size());
        for (Value item : items) {
            results.add(itemwise(item, operation));
        }
        return new Value.Items(results);
    }

    private static Value itemwise(Value left, Value right, BinaryOperator<Value> operation) {
        if (left instanceof Value.Items(List<Value> some)) {
            return right instanceof Value.Items(List<Value> others)
                    ? pairwise(some, others, operation)
                    : new Value.Items(some.stream()
                            .map(item -> operation.apply(item, right))
                            .toList());
        }
        List<Value> others = ((Value.Items) right).values();
        return new Value.Items(
                others.stream().map(item -> operation.apply(left, item)).toList());
    }

    private static Value pairwise(List<Value> some, List<Value> others, BinaryOperator<Value> operation) {
        if (some.size() != others.size()) {
            throw new ArgumentException(
                    "The lists must be of one length, but have " + some.size() + " and " + others.size() + " items");
        }
        var results = new ArrayList<Value>(some.size());
        for (int i = 0; i < some.size(); i++) {
            results.add(operation.apply(some.get(i), others.get(i)));
        }
        return new Value.Items(results);
    }

    private static Value join(Value left, Value right) {
        if (left instanceof Value.Items(List<Value> some)) {
            if (right instanceof Value.Items(List<Value> others)) {
                return append(some, others);
            }
            String text = Printing.print(right);
            return joined(some, text.length(), item -> item.concat(text));
        }
        String text = Printing.print(left);
        if (right instanceof Value.Items(List<Value> others)) {
            return joined(others, text.length(), text::concat);
        }
        String other = Printing.print(right);
        Limits.checkText((long) text.length() + other.length());
        return Value.of(text.concat(other));
    }

    private static Value append(List<Value> some, List<Value> others) {
        Limits.checkItems((long) some.size() + others.size());
        var all = new ArrayList<>(some);
        all.addAll(others);
        return new Value.Items(all);
    }

    private static Value joined(List<Value> items, int length, UnaryOperator<String> operation) {
        long total = (long) length * items.size();
        var results = new ArrayList<Value>(items.size());
        for (Value item : items) {
            if (!(item instanceof Value.Text(String text))) {
                throw new ArgumentException(
                        "Only lists of texts can be joined with a text, and this one holds " + Kinds.of(item));
            }
            total += text.length();
            Limits.checkText(total);
            results.add(Value.of(operation.apply(text)));
        }
        return new Value.Items(results);
    }
}
