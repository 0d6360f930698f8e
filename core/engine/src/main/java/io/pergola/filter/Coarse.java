package io.pergola.filter;

import io.pergola.filter.Condition.All;
import io.pergola.filter.Condition.Any;
import io.pergola.filter.Condition.Compares;
import io.pergola.filter.Condition.Is;
import io.pergola.filter.Condition.Not;
import io.pergola.model.Verdict;
import io.pergola.store.Sieve;
import io.pergola.store.Sieve.Column;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Makes of conditions what an index can tell by itself; what it cannot is let through. */
record Coarse(Values values) {

    Sieve of(Condition condition) {
        return switch (condition) {
            case All(List<Condition> parts) -> parts.stream().map(this::of).reduce(Sieve.OPEN, Sieve::and);
            case Is(Word word) -> word(word);
            case Compares compares -> comparison(compares);
            case Not(Is(Word word)) when word == Word.COMPLETE -> Sieve.unfinished();
            case Any _, Not _ -> Sieve.OPEN;
        };
    }

    private static Sieve word(Word word) {
        return switch (word) {
            case PASSED -> Sieve.verdict(Verdict.PASS);
            case FAILED -> Sieve.verdict(Verdict.FAIL);
            case RESULT_ERROR -> Sieve.verdict(Verdict.ERROR);
            case COMPLETE, ALL_STARTED -> Sieve.OPEN;
        };
    }

    private Sieve comparison(Compares its) {
        return switch (its.key()) {
            case NAME -> text(its, Column.NAME);
            case USER -> text(its, Column.USER);
            case SYS_NAME -> text(its, Column.SYS_NAME);
            case SERIES -> text(its, Column.SERIES);
            case SCHEDULER -> text(its, Column.SCHEDULER);
            case STATE -> text(its, Column.STATE);
            case RESULT -> text(its, Column.RESULT);
            case CREATED -> created(its);
            case PARTITION, NODES, NUM_NODES, HAS_STATE, STARTED, FINISHED -> Sieve.OPEN;
        };
    }

    /** Of a glob what stands before its first sign. */
    private static Sieve text(Compares its, Column column) {
        if (its.operator() != Operator.EQUAL) {
            return Sieve.OPEN;
        }
        String value = its.key().kind() == Key.Kind.CAPITALS ? its.value().toUpperCase(Locale.ROOT) : its.value();
        var glob = new Glob(value);
        if (glob.isPlain()) {
            return Sieve.text(column, value);
        }
        String start = glob.start();
        return start.isEmpty() ? Sieve.OPEN : Sieve.begins(column, start);
    }

    private Sieve created(Compares its) {
        Instant time = values.time(its.value());
        boolean older = its.operator() == Operator.LESS || its.operator() == Operator.AT_MOST;
        return older == TimeSpec.isDistance(its.value()) ? Sieve.createdFrom(time) : Sieve.createdTo(time);
    }
}
