package io.pergola.filter;

import io.pergola.model.Problem;
import io.pergola.store.RunSummary;
import io.pergola.store.Sieve;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A filter as users write it: {@code FAILED user=ann (created<1 week | partition=gpu)}. Blanks mean and, {@code |} or, {@code !} not. Immutable.
 */
public final class Filter {

    private final Condition condition;
    private final Values values;

    private Filter(Condition condition, Values values) {
        this.condition = condition;
        this.values = values;
    }

    /**
     * Reads one.
     *
     * @param now distances into the past count from here
     * @param zone of dates
     * @param problems gets an entry for each thing that is wrong, with its place in the text
     * @return empty if anything is wrong
     */
    public static Optional<Filter> read(String text, Instant now, ZoneId zone, List<Problem> problems) {
        var values = new Values(now, zone);
        return Optional.ofNullable(new FilterParser(text, values::check).parse(problems))
                .map(condition -> new Filter(condition, values));
    }

    /** What runs must meet; what is in no summary is asked of {@code facts}, and last. */
    public Predicate<RunSummary> over(Facts facts) {
        return new Meaning(values, facts).of(condition);
    }

    /** What an index can tell of it by itself. */
    public Sieve sieve() {
        return new Coarse(values).of(condition);
    }

    Condition condition() {
        return condition;
    }

    /** The filter in its plainest form; read again, it means the same. */
    @Override
    public String toString() {
        return condition.toString();
    }
}
