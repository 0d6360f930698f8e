package io.pergola.store;

import io.pergola.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What runs that have ended must meet to be looked at, as far as an index can tell by itself: it lets through all that are wanted, and
 * perhaps others. Immutable.
 */
public final class Sieve {

    /** Lets everything through. */
    public static final Sieve OPEN = new Sieve(List.of());

    /** A column of the index that holds a text. */
    public enum Column {
        /** The run's whole name. */
        NAME,
        /** Who started it. */
        USER,
        /** Of which system. */
        SYS_NAME,
        /** As {@code s5}. */
        SERIES,
        /** The scheduler's name. */
        SCHEDULER,
        /** In capitals. */
        STATE,
        /** The verdict; empty if there is none. */
        RESULT
    }

    /** A part of a WHERE, with its value. */
    record Clause(String sql, Object value) {}

    private final List<Clause> clauses;

    private Sieve(List<Clause> clauses) {
        this.clauses = clauses;
    }

    /** True if it holds nothing back. */
    public boolean isOpen() {
        return clauses.isEmpty();
    }

    /** Holds back what the other does, too. */
    public Sieve and(Sieve other) {
        var all = new ArrayList<>(clauses);
        all.addAll(other.clauses);
        return new Sieve(List.copyOf(all));
    }

    /** Only runs of this verdict. */
    public static Sieve verdict(Verdict verdict) {
        return text(Column.RESULT, verdict.name());
    }

    /** None that has ended. */
    public static Sieve unfinished() {
        return of("ended = ?", 0);
    }

    /** Only runs with this text, which is not a glob. */
    public static Sieve text(Column column, String text) {
        return of(column.name() + " = ?", text);
    }

    /** Only runs whose text begins so. */
    public static Sieve begins(Column column, String start) {
        return of("substr(" + column.name() + ", 1, " + start.codePointCount(0, start.length()) + ") = ?", start);
    }

    /** Only runs made then or later. */
    public static Sieve createdFrom(Instant time) {
        return of("created >= ?", Stamp.micros(time) - 1);
    }

    /** Only runs made then or earlier. */
    public static Sieve createdTo(Instant time) {
        return of("created <= ?", Stamp.micros(time) + 1);
    }

    private static Sieve of(String sql, Object value) {
        return new Sieve(List.of(new Clause(sql, value)));
    }

    List<Clause> clauses() {
        return clauses;
    }
}
