package io.pergola.report;

import io.pergola.model.Value;
import java.util.OptionalDouble;

/**
 * Something that came out of a test run.
 *
 * @param key as it stands in the results
 * @param value what was found; may be a list or a mapping
 * @param unit empty if not known
 * @param expected what it should be
 */
public record Figure(String key, Value value, String unit, Expected expected) {

    /**
     * What a figure should be, in its own unit.
     *
     * @param state {@code ok}, {@code below}, {@code above}, {@code missing}, {@code unit}; empty if there is no reference
     */
    public record Expected(
            OptionalDouble value, OptionalDouble lower, OptionalDouble upper, String better, String state) {

        static final Expected NOTHING =
                new Expected(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), "", "");

        /** True if the figure keeps the test from passing. */
        public boolean violated() {
            return !state.isEmpty() && !state.equals("ok");
        }

        /** True if there is anything to expect. */
        public boolean known() {
            return !state.isEmpty();
        }
    }

    /** The value as a number; empty if it is none, or not finite. */
    public OptionalDouble number() {
        double number =
                switch (value) {
                    case Value.Int(var whole) -> whole.doubleValue();
                    case Value.Real(double real) -> real;
                    default -> Double.NaN;
                };
        return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    }
}
