package io.pergola.results;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a figure should be.
 *
 * @param path of the figure in the results, with dots; {@code *} stands for every key of a mapping
 * @param base what holds where nothing else does
 * @param special what holds instead on some hosts or systems: globs, the first that fits counts
 */
record Reference(String path, Range base, List<Special> special) {

    /** For systems or hosts whose name matches. */
    record Special(String glob, Pattern names, Range range) {}

    /** Which way a figure gets better. */
    enum Better {
        HIGHER,
        LOWER,
        UNSAID
    }

    /**
     * The values of one range; those that are not said are empty.
     *
     * @param unit of value and limits; empty if not said
     */
    record Range(Optional<BigDecimal> value, Optional<Limit> lower, Optional<Limit> upper, String unit, Better better) {

        /** This one where it says something, or else the other. */
        Range over(Range other) {
            return new Range(
                    value.or(other::value),
                    lower.or(other::lower),
                    upper.or(other::upper),
                    unit.isEmpty() ? other.unit() : unit,
                    better == Better.UNSAID ? other.better() : better);
        }

        /** Without percentages of a value that is not known. */
        Range known() {
            return value.isPresent()
                    ? this
                    : new Range(
                            value,
                            lower.filter(limit -> !limit.percent()),
                            upper.filter(limit -> !limit.percent()),
                            unit,
                            better);
        }

        boolean judges() {
            return lower.isPresent() || upper.isPresent();
        }
    }

    /** A limit as it was written: a number, or a part of the reference value in percent. */
    record Limit(String written, BigDecimal number, boolean percent) {

        double of(Optional<BigDecimal> value) {
            if (!percent) {
                return number.doubleValue();
            }
            BigDecimal reference = value.orElse(BigDecimal.ZERO);
            return reference
                    .add(reference.abs().multiply(number).movePointLeft(2))
                    .doubleValue();
        }
    }

    /** The range that holds for a run. */
    Range range(RunPlace place) {
        for (Special each : special) {
            if (place.fits(each.names())) {
                return each.range().over(base).known();
            }
        }
        return base.known();
    }
}
