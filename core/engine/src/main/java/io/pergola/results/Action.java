package io.pergola.results;

import io.pergola.model.Value;

/** What is done with the value that a parser found in one file. */
enum Action {
    STORE,
    STORE_STR,
    STORE_TRUE,
    STORE_FALSE,
    COUNT,
    STORE_SUM,
    STORE_MIN,
    STORE_MEDIAN,
    STORE_MEAN,
    STORE_MAX;

    Value apply(Value value) {
        return switch (this) {
            case STORE -> Numbers.convert(value);
            case STORE_STR -> value;
            case STORE_TRUE -> Value.of(isMatch(value));
            case STORE_FALSE -> Value.of(!isMatch(value));
            case COUNT ->
                value instanceof Value.Items list ? Value.of(list.values().size()) : Value.NULL;
            case STORE_SUM -> Statistics.of(value, Statistics::sum);
            case STORE_MIN -> Statistics.of(value, Statistics::min);
            case STORE_MEDIAN -> Statistics.of(value, Statistics::median);
            case STORE_MEAN -> Statistics.of(value, Statistics::mean);
            case STORE_MAX -> Statistics.of(value, Statistics::max);
        };
    }

    /** True if what it gives is measured in what it was given. */
    boolean hasUnit() {
        return switch (this) {
            case STORE, STORE_SUM, STORE_MIN, STORE_MEDIAN, STORE_MEAN, STORE_MAX -> true;
            case STORE_STR, STORE_TRUE, STORE_FALSE, COUNT -> false;
        };
    }

    /** Something was found: not nothing, not an empty list, not False, and not the number 0, which stands for False. */
    static boolean isMatch(Value value) {
        return switch (value) {
            case Value.Bool(boolean flag) -> flag;
            case Value.Int(var number) -> number.signum() != 0;
            case Value.Real(double number) -> number != 0;
            default -> !isEmpty(value);
        };
    }

    /** Nothing, or a list of nothing. */
    static boolean isEmpty(Value value) {
        return switch (value) {
            case Value.Null() -> true;
            case Value.Items(var values) -> values.isEmpty();
            default -> false;
        };
    }
}
