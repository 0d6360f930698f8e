package io.pergola.jsonpath;

import io.pergola.model.Value;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** How JSON values compare. */
final class Values {

    private Values() {}

    /** Numbers by what they are worth, mappings whatever the order of their members. */
    static boolean equal(Value left, Value right) {
        if (isNumber(left) && isNumber(right)) {
            return compare(left, right) == 0;
        }
        if (left instanceof Value.Items(List<Value> some) && right instanceof Value.Items(List<Value> others)) {
            Iterator<Value> other = others.iterator();
            return some.size() == others.size() && some.stream().allMatch(each -> equal(each, other.next()));
        }
        if (left instanceof Value.Entries(var some) && right instanceof Value.Entries(var others)) {
            return some.keySet().equals(others.keySet())
                    && some.entrySet().stream().allMatch(each -> equal(each.getValue(), member(others, each.getKey())));
        }
        return left.equals(right);
    }

    private static Value member(Map<String, Value> members, String name) {
        return members.getOrDefault(name, Value.NULL);
    }

    /** Only numbers come before numbers, and texts before texts. */
    static boolean less(Value left, Value right) {
        if (left instanceof Value.Text(String some) && right instanceof Value.Text(String other)) {
            return compare(some, other) < 0;
        }
        return isNumber(left) && isNumber(right) && compare(left, right) < 0;
    }

    private static boolean isNumber(Value value) {
        return value instanceof Value.Int || value instanceof Value.Real;
    }

    private static int compare(Value left, Value right) {
        double some = real(left);
        double other = real(right);
        // What is not finite is not JSON, but some programs print it.
        if (!Double.isFinite(some) || !Double.isFinite(other) || some != other) {
            return Double.compare(some, other);
        }
        return exact(left).compareTo(exact(right));
    }

    private static double real(Value number) {
        return number instanceof Value.Real(double real)
                ? real
                : ((Value.Int) number).value().doubleValue();
    }

    private static BigDecimal exact(Value number) {
        return number instanceof Value.Int(var whole) ? new BigDecimal(whole) : BigDecimal.valueOf(real(number));
    }

    /** By code points, which is not the order of surrogates. */
    private static int compare(String left, String right) {
        int[] some = left.codePoints().toArray();
        int[] other = right.codePoints().toArray();
        return Arrays.compare(some, other);
    }
}
