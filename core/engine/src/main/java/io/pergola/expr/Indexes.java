package io.pergola.expr;

import io.pergola.expr.Node.Step;
import io.pergola.model.Value;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Indexes and slices of lists. */
final class Indexes {

    private final Evaluator evaluator;

    Indexes(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** The item at {@code .3}. */
    static <T> T at(List<T> items, Step.Position position) {
        return at(items, new BigInteger(position.digits()));
    }

    /** The item at {@code [index]}; negative indexes count from the end. */
    <T> T at(List<T> items, Step.At step) {
        return at(items, whole(evaluator.evaluate(step.index())));
    }

    private static <T> T at(List<T> items, BigInteger index) {
        BigInteger place = index.signum() < 0 ? index.add(BigInteger.valueOf(items.size())) : index;
        if (place.signum() < 0 || place.bitLength() > 31 || place.intValue() >= items.size()) {
            throw new ArgumentException("The index " + Kinds.shortened(index.toString()) + " is out of range: it has "
                    + (items.size() == 1 ? "1 item" : items.size() + " items"));
        }
        return items.get(place.intValue());
    }

    /**
     * The items of {@code [from:to]}, cut at both ends of the list.
     *
     * @param strict true to refuse an end behind the last item
     */
    <T> List<T> slice(List<T> items, Step.Slice slice, boolean strict) {
        int size = items.size();
        BigInteger end = slice.to() == null ? BigInteger.valueOf(size) : whole(evaluator.evaluate(slice.to()));
        if (strict && end.compareTo(BigInteger.valueOf(size)) > 0) {
            throw new ArgumentException("The slice ends at " + Kinds.shortened(end.toString()) + ", but it has "
                    + (size == 1 ? "1 item" : size + " items"));
        }
        int from = bound(slice.from(), size);
        return items.subList(from, Math.max(from, bound(end, size)));
    }

    private int bound(@Nullable Node node, int size) {
        return node == null ? 0 : bound(whole(evaluator.evaluate(node)), size);
    }

    private static int bound(BigInteger index, int size) {
        BigInteger limit = BigInteger.valueOf(size);
        BigInteger place = index.signum() < 0 ? index.add(limit) : index;
        return place.max(BigInteger.ZERO).min(limit).intValue();
    }

    private static BigInteger whole(Value value) {
        if (value instanceof Value.Items || !(Numbers.toNumber(value) instanceof Value.Int(BigInteger index))) {
            throw new ArgumentException("An index must be a whole number");
        }
        return index;
    }
}
