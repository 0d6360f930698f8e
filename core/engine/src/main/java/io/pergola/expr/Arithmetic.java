package io.pergola.expr;

import io.pergola.model.Value;
import java.math.BigInteger;

/** Arithmetic on two numbers, with the rules of Python: whole numbers stay whole, division rounds down. */
final class Arithmetic {

    private static final int EXACT_BITS = 53;
    private static final int SMALL_BITS = 31;

    private Arithmetic() {}

    static Value apply(Operator operator, Value leftValue, Value rightValue) {
        Value left = Numbers.toNumber(leftValue);
        Value right = Numbers.toNumber(rightValue);
        if (left instanceof Value.Int a && right instanceof Value.Int b) {
            return whole(operator, a.value(), b.value());
        }
        double a = Numbers.toDouble(left);
        double b = Numbers.toDouble(right);
        return Value.of(
                switch (operator) {
                    case ADD -> a + b;
                    case SUBTRACT -> a - b;
                    case MULTIPLY -> a * b;
                    case DIVIDE -> a / divisor(b);
                    case FLOOR_DIVIDE -> floorDivide(a, divisor(b));
                    case REMAINDER -> remainder(a, divisor(b));
                    case POWER -> power(a, b);
                    default -> throw new IllegalArgumentException(operator.name());
                });
    }

    static Value whole(Operator operator, BigInteger a, BigInteger b) {
        return a.bitLength() <= SMALL_BITS && b.bitLength() <= SMALL_BITS && operator != Operator.POWER
                ? small(operator, a.intValue(), b.intValue())
                : large(operator, a, b);
    }

    /** The same as {@link #large}, where nothing can overflow. */
    private static Value small(Operator operator, long a, long b) {
        return switch (operator) {
            case ADD -> Numbers.whole(a + b);
            case SUBTRACT -> Numbers.whole(a - b);
            case MULTIPLY -> Numbers.whole(a * b);
            case DIVIDE -> Value.of(a / divisor((double) b));
            case FLOOR_DIVIDE -> Numbers.whole(Math.floorDiv(a, divisor(b)));
            case REMAINDER -> Numbers.whole(Math.floorMod(a, divisor(b)));
            default -> throw new IllegalArgumentException(operator.name());
        };
    }

    private static long divisor(long b) {
        divisor((double) b);
        return b;
    }

    private static Value large(Operator operator, BigInteger a, BigInteger b) {
        return switch (operator) {
            case ADD -> checked(a.add(b));
            case SUBTRACT -> checked(a.subtract(b));
            case MULTIPLY -> {
                Limits.checkBits((long) a.bitLength() + b.bitLength());
                yield new Value.Int(a.multiply(b));
            }
            case DIVIDE -> Value.of(divide(a, divisor(b)));
            case FLOOR_DIVIDE -> new Value.Int(floorDivide(a, divisor(b)));
            case REMAINDER -> new Value.Int(remainder(a, divisor(b)));
            case POWER -> power(a, b);
            default -> throw new IllegalArgumentException(operator.name());
        };
    }

    private static Value checked(BigInteger number) {
        Limits.checkBits(number.bitLength());
        return new Value.Int(number);
    }

    private static double divisor(double b) {
        if (b == 0) {
            throw new ArgumentException("Division by zero");
        }
        return b;
    }

    private static BigInteger divisor(BigInteger b) {
        if (b.signum() == 0) {
            throw new ArgumentException("Division by zero");
        }
        return b;
    }

    private static BigInteger floorDivide(BigInteger a, BigInteger b) {
        BigInteger[] parts = a.divideAndRemainder(b);
        boolean down = parts[1].signum() != 0 && parts[1].signum() != b.signum();
        return down ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    private static BigInteger remainder(BigInteger a, BigInteger b) {
        BigInteger rest = a.remainder(b);
        return rest.signum() != 0 && rest.signum() != b.signum() ? rest.add(b) : rest;
    }

    private static double floorDivide(double a, double b) {
        double rest = a % b;
        double quotient = (a - rest) / b;
        if (rest != 0 && rest < 0 != b < 0) {
            quotient -= 1;
        }
        if (quotient == 0) {
            return Math.copySign(0.0, a / b);
        }
        double floor = Math.floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }

    private static double remainder(double a, double b) {
        double rest = a % b;
        if (rest == 0) {
            return Math.copySign(0.0, b);
        }
        return rest < 0 != b < 0 ? rest + b : rest;
    }

    /** Rounded once, as if the quotient were exact. */
    private static double divide(BigInteger a, BigInteger b) {
        if (a.bitLength() <= EXACT_BITS && b.bitLength() <= EXACT_BITS) {
            return a.doubleValue() / b.doubleValue();
        }
        // At least 66 bits of the quotient, the last of which says whether anything is left over.
        int shift = Math.max(0, 66 - (a.bitLength() - b.bitLength()));
        BigInteger[] parts = a.abs().shiftLeft(shift).divideAndRemainder(b.abs());
        BigInteger quotient = parts[1].signum() == 0 ? parts[0] : parts[0].setBit(0);
        double size = Math.scalb(quotient.doubleValue(), -shift);
        if (Double.isInfinite(size)) {
            throw new ArgumentException("The quotient is too large for a floating point number");
        }
        return a.signum() * b.signum() < 0 ? -size : size;
    }

    private static Value power(BigInteger base, BigInteger exponent) {
        if (exponent.signum() < 0) {
            return Value.of(power(Numbers.toDouble(base), Numbers.toDouble(exponent)));
        }
        if (base.abs().bitLength() <= 1) {
            return new Value.Int(exponent.signum() == 0 ? BigInteger.ONE : base.pow(exponent.testBit(0) ? 1 : 2));
        }
        Limits.checkBits(
                exponent.bitLength() > 31 ? Long.MAX_VALUE : (base.abs().bitLength() - 1) * exponent.longValue());
        return checked(base.pow(exponent.intValueExact()));
    }

    private static double power(double base, double exponent) {
        if (base == 0 && exponent < 0) {
            throw new ArgumentException("Zero has no negative power");
        }
        boolean finite = !Double.isInfinite(base) && !Double.isInfinite(exponent);
        if (finite && base < 0 && exponent != Math.floor(exponent)) {
            throw new ArgumentException("A negative number has no power with a fraction");
        }
        if (base == 1 || (base == -1 && Double.isInfinite(exponent))) {
            return 1;
        }
        double result = Math.pow(base, exponent);
        if (finite && Double.isInfinite(result)) {
            throw new ArgumentException("The power is too large for a floating point number");
        }
        return result;
    }

    /** The number, negated as often as asked; without a minus, a truth value stays one. */
    static Value signed(Value value, int minuses) {
        Value converted = Numbers.convert(value);
        if (minuses == 0 && converted instanceof Value.Bool) {
            return converted;
        }
        Value number = Numbers.toNumber(converted);
        if (minuses % 2 == 0) {
            return number;
        }
        return number instanceof Value.Int(BigInteger whole)
                ? new Value.Int(whole.negate())
                : Value.of(-Numbers.toDouble(number));
    }
}
