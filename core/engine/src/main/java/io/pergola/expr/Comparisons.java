package io.pergola.expr;

import io.pergola.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** Comparison and truth of single values. Nothing is converted: a text never equals a number. */
final class Comparisons {

    private static final int EXACT_BITS = 53;

    /** What a comparison with a number that is none gives. */
    private static final int UNORDERED = 2;

    private Comparisons() {}

    static boolean apply(Operator operator, Value left, Value right) {
        return switch (operator) {
            case EQUAL -> equal(left, right);
            case UNEQUAL -> !equal(left, right);
            case LESS -> order(operator, left, right) == -1;
            case GREATER -> order(operator, left, right) == 1;
            case AT_MOST -> order(operator, left, right) <= 0;
            case AT_LEAST -> {
                int order = order(operator, left, right);
                yield order == 0 || order == 1;
            }
            default -> throw new IllegalArgumentException(operator.name());
        };
    }

    /** Whether a value counts as true: a number other than zero, or anything that is not empty. */
    static boolean isTrue(Value value) {
        if (value instanceof Value.Bool flag) {
            return flag.value();
        }
        if (value instanceof Value.Int whole) {
            return whole.value().signum() != 0;
        }
        return switch (value) {
            case Value.Bool(boolean flag) -> flag;
            case Value.Int(BigInteger number) -> number.signum() != 0;
            case Value.Real(double number) -> number != 0;
            case Value.Text(String text) -> !text.isEmpty();
            case Value.Items(List<Value> items) -> !items.isEmpty();
            case Value.Entries(var entries) -> !entries.isEmpty();
            case Value.Null() -> false;
        };
    }

    private static boolean equal(Value left, Value right) {
        if (isNumber(left) && isNumber(right)) {
            return numbers(left, right) == 0;
        }
        if (left instanceof Value.Entries(var some) && right instanceof Value.Entries(var others)) {
            return some.keySet().equals(others.keySet())
                    && some.entrySet().stream()
                            .allMatch(e -> equal(e.getValue(), others.getOrDefault(e.getKey(), Value.NULL)));
        }
        if (left instanceof Value.Items(var some) && right instanceof Value.Items(var others)) {
            boolean same = some.size() == others.size();
            for (int i = 0; same && i < some.size(); i++) {
                same = equal(some.get(i), others.get(i));
            }
            return same;
        }
        return left.equals(right);
    }

    private static boolean isNumber(Value value) {
        return value instanceof Value.Int || value instanceof Value.Real || value instanceof Value.Bool;
    }

    private static int order(Operator operator, Value left, Value right) {
        if (isNumber(left) && isNumber(right)) {
            return numbers(left, right);
        }
        if (left instanceof Value.Text(String some) && right instanceof Value.Text(String other)) {
            return texts(some, other);
        }
        throw new ArgumentException(
                "\"" + operator.symbol() + "\" cannot compare " + Kinds.of(left) + " with " + Kinds.of(right));
    }

    private static int numbers(Value leftValue, Value rightValue) {
        Value left = Numbers.toNumber(leftValue);
        Value right = Numbers.toNumber(rightValue);
        if (left instanceof Value.Int(BigInteger a)) {
            return right instanceof Value.Int(BigInteger b) ? a.compareTo(b) : mixed(a, Numbers.toDouble(right));
        }
        double a = Numbers.toDouble(left);
        if (right instanceof Value.Int(BigInteger b)) {
            int order = mixed(b, a);
            return order == UNORDERED ? order : -order;
        }
        return reals(a, Numbers.toDouble(right));
    }

    private static int reals(double a, double b) {
        if (a == b) {
            return 0;
        }
        return a < b ? -1 : a > b ? 1 : UNORDERED;
    }

    /** Exact, even where the whole number has no floating point number. */
    private static int mixed(BigInteger whole, double real) {
        if (whole.bitLength() <= EXACT_BITS || Double.isNaN(real) || Double.isInfinite(real)) {
            return reals(finite(whole), real);
        }
        return new BigDecimal(whole).compareTo(new BigDecimal(real));
    }

    private static double finite(BigInteger whole) {
        double real = whole.doubleValue();
        return Double.isInfinite(real) ? Math.copySign(Double.MAX_VALUE, real) : real;
    }

    /** By code points, not by UTF-16 units. */
    static int texts(String some, String other) {
        int length = Math.min(some.length(), other.length());
        for (int i = 0; i < length; i++) {
            char a = some.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                boolean whole = Character.isSurrogate(a) == Character.isSurrogate(b);
                return Integer.signum(whole ? a - b : Character.isSurrogate(a) ? 1 : -1);
            }
        }
        return Integer.compare(some.length(), other.length());
    }
}
