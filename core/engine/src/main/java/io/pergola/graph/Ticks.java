package io.pergola.graph;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.Locale;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.data.Range;

/** Round numbers along an axis. */
final class Ticks {

    private static final double[] STEPS = {1, 2, 5, 10};
    private static final int LONGEST_PLAIN = 7;
    private static final int LONGEST_FRACTION = 4;

    private Ticks() {}

    /**
     * Steps of 1, 2 or 5 and some zeros.
     *
     * @param most at most so many; at least 2
     * @param whole no fractions
     */
    static NumberTickUnit of(Range range, int most, boolean whole) {
        double least = range.getLength() / most;
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        double step = 10 * power;
        for (double each : STEPS) {
            if (each * power >= least) {
                step = each * power;
                break;
            }
        }
        return unit(whole ? Math.max(1, step) : step, range);
    }

    private static NumberTickUnit unit(double step, Range range) {
        int last = (int) Math.floor(Math.log10(step) + 1e-9);
        double size = Math.max(Math.abs(range.getLowerBound()), Math.abs(range.getUpperBound()));
        int first = (int) Math.floor(Math.log10(size));
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
        symbols.setExponentSeparator("e");
        String fraction = "0".repeat(Math.clamp((long) first - last, 0, 15));
        boolean plain = first < LONGEST_PLAIN && last >= -LONGEST_FRACTION;
        String pattern =
                plain ? last < 0 ? "0." + "0".repeat(-last) : "0" : fraction.isEmpty() ? "0E0" : "0." + fraction + "E0";
        double exact = BigDecimal.valueOf(step)
                .setScale(Math.max(0, -last), RoundingMode.HALF_EVEN)
                .doubleValue();
        return new Unit(exact, new DecimalFormat(pattern, symbols));
    }

    /** A step whose zero is a plain one, whatever the other numbers look like. */
    private static final class Unit extends NumberTickUnit {

        private static final long serialVersionUID = 1L;

        Unit(double step, NumberFormat format) {
            super(step, format);
        }

        @Override
        public String valueToString(double value) {
            return Math.abs(value) < getSize() * 1e-6 ? "0" : super.valueToString(value);
        }
    }
}
