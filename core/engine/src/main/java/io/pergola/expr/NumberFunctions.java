package io.pergola.expr;

import static io.pergola.expr.Parameter.Kind.FLOAT;
import static io.pergola.expr.Parameter.Kind.INT;
import static io.pergola.expr.Parameter.Kind.NUM;
import static io.pergola.expr.Parameter.Kind.STR;

import io.pergola.expr.BuiltIns.BuiltIn;
import io.pergola.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Functions from numbers to numbers. */
final class NumberFunctions {

    private static final int LARGEST_BASE = 36;

    /** No floating point number has digits farther from the point; the smallest has 1,074. */
    private static final int FARTHEST_PLACE = 1_100;

    private NumberFunctions() {}

    static List<BuiltIn> all() {
        return Stream.concat(rounding().stream(), others().stream()).toList();
    }

    private static List<BuiltIn> rounding() {
        Parameter value = Parameter.of("val", FLOAT);
        return List.of(
                new BuiltIn(
                        "round",
                        List.of(value),
                        "The nearest whole number; halves go to the even one.",
                        given -> rounded(real(given.get(0)), RoundingMode.HALF_EVEN)),
                new BuiltIn(
                        "round_dig",
                        List.of(value, Parameter.of("places", INT)),
                        "The number rounded to so many decimal places.",
                        given -> Value.of(rounded(real(given.get(0)), whole(given.get(1))))),
                new BuiltIn(
                        "floor",
                        List.of(value),
                        "The largest whole number that is not greater.",
                        given -> rounded(real(given.get(0)), RoundingMode.FLOOR)),
                new BuiltIn(
                        "ceil",
                        List.of(value),
                        "The smallest whole number that is not less.",
                        given -> rounded(real(given.get(0)), RoundingMode.CEILING)));
    }

    private static List<BuiltIn> others() {
        return List.of(
                new BuiltIn(
                        "int",
                        List.of(Parameter.of("value", STR), Parameter.of("base", INT)),
                        "The whole number written in that base, from 2 to 36.",
                        given -> parse(text(given.get(0)), whole(given.get(1)))),
                new BuiltIn(
                        "log",
                        List.of(Parameter.of("val", NUM), Parameter.of("base", NUM)),
                        "The logarithm to that base.",
                        given -> log(given.get(0), given.get(1))),
                new BuiltIn(
                        "sqrt",
                        List.of(Parameter.of("value", NUM)),
                        "The square root.",
                        given -> sqrt(Numbers.toDouble(given.get(0)))),
                new BuiltIn(
                        "random",
                        List.of(),
                        "A random number from 0 to less than 1.",
                        given -> Value.of(ThreadLocalRandom.current().nextDouble())));
    }

    private static String text(Value argument) {
        return Printing.print(argument);
    }

    private static double real(Value argument) {
        return Numbers.toDouble(argument);
    }

    private static BigInteger whole(Value argument) {
        return ((Value.Int) argument).value();
    }

    private static Value parse(String written, BigInteger base) {
        int radix = base.bitLength() > 31 ? -1 : base.intValue();
        if (radix < 2 || radix > LARGEST_BASE) {
            throw new ArgumentException("The base must be from 2 to " + LARGEST_BASE);
        }
        String text = written.strip();
        int at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        String digits = withoutPrefix(text.substring(at), radix);
        boolean valid = !digits.isEmpty() && digits.chars().allMatch(c -> c < 128 && Character.digit(c, radix) >= 0);
        if (!valid || digits.length() > Limits.NUMBER_DIGITS) {
            throw new ArgumentException("\"" + Kinds.shortened(written) + "\" is not a whole number in base " + radix);
        }
        var number = new BigInteger(digits, radix);
        return new Value.Int(text.startsWith("-") ? number.negate() : number);
    }

    private static String withoutPrefix(String digits, int radix) {
        String prefix =
                switch (radix) {
                    case 2 -> "0b";
                    case 8 -> "0o";
                    case 16 -> "0x";
                    default -> "";
                };
        boolean there = !prefix.isEmpty() && digits.regionMatches(true, 0, prefix, 0, 2);
        return there ? digits.substring(2) : digits;
    }

    private static Value rounded(double number, RoundingMode mode) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new ArgumentException(Printing.print(number) + " has no whole number near it");
        }
        return new Value.Int(new BigDecimal(number).setScale(0, mode).toBigInteger());
    }

    /** On the exact binary value, not on the digits that were written. */
    private static double rounded(double number, BigInteger places) {
        boolean far = places.bitLength() > 31 || Math.abs(places.longValue()) > FARTHEST_PLACE;
        if (Double.isNaN(number) || Double.isInfinite(number) || (far && places.signum() > 0)) {
            return number;
        }
        BigDecimal exact = far ? BigDecimal.ZERO : new BigDecimal(Math.abs(number));
        double size = exact.setScale(far ? 0 : places.intValue(), RoundingMode.HALF_EVEN)
                .doubleValue();
        return Math.copySign(size, number);
    }

    private static Value log(Value number, Value base) {
        double below = log(base);
        if (below == 0) {
            throw new ArgumentException("The base of a logarithm cannot be 1");
        }
        return Value.of(log(number) / below);
    }

    private static double log(Value value) {
        if (Numbers.toNumber(value) instanceof Value.Int(BigInteger whole) && whole.bitLength() > 1000) {
            int shift = whole.bitLength() - 100;
            return positiveLog(whole.shiftRight(shift).doubleValue()) + shift * Math.log(2);
        }
        return positiveLog(Numbers.toDouble(value));
    }

    private static double positiveLog(double number) {
        if (number <= 0) {
            throw new ArgumentException("Only numbers above zero have a logarithm");
        }
        return Math.log(number);
    }

    private static Value sqrt(double number) {
        if (number < 0) {
            throw new ArgumentException("A negative number has no square root");
        }
        return Value.of(Math.sqrt(number));
    }
}
