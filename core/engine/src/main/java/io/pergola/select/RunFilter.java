package io.pergola.select;

import io.pergola.filter.Facts;
import io.pergola.filter.Filter;
import io.pergola.filter.Glob;
import io.pergola.model.Verdict;
import io.pergola.store.RunSummary;
import io.pergola.store.Sieve;
import io.pergola.store.Sieve.Column;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Conditions that runs must meet, all of them; none lets everything through. Immutable. */
public final class RunFilter {

    /** Lets everything through. */
    public static final RunFilter NONE = new RunFilter(List.of(), Sieve.OPEN);

    private final List<Predicate<RunSummary>> conditions;
    private final Sieve sieve;

    private RunFilter(List<Predicate<RunSummary>> conditions, Sieve sieve) {
        this.conditions = conditions;
        this.sieve = sieve;
    }

    private RunFilter and(Predicate<RunSummary> condition) {
        return and(condition, Sieve.OPEN);
    }

    private RunFilter and(Predicate<RunSummary> condition, Sieve coarse) {
        var all = new ArrayList<>(conditions);
        all.add(condition);
        return new RunFilter(List.copyOf(all), sieve.and(coarse));
    }

    /** What an index can tell of it by itself. */
    public Sieve sieve() {
        return sieve;
    }

    /** True if it lets everything through. */
    public boolean isEmpty() {
        return conditions.isEmpty();
    }

    /** Whether a run meets all conditions. */
    public boolean test(RunSummary run) {
        for (Predicate<RunSummary> condition : conditions) {
            if (!condition.test(run)) {
                return false;
            }
        }
        return true;
    }

    /** Only runs that have ended, or only those that have not. */
    public RunFilter ended(boolean ended) {
        return and(run -> run.ended() == ended, ended ? Sieve.OPEN : Sieve.unfinished());
    }

    /** Only runs of this verdict. */
    public RunFilter verdict(Verdict verdict) {
        return and(run -> run.result() == verdict, Sieve.verdict(verdict));
    }

    /** Only runs in this state now; in any case of letters. */
    public RunFilter state(String state) {
        String wanted = state.toUpperCase(Locale.ROOT);
        return and(run -> run.state().equals(wanted), Sieve.text(Column.STATE, wanted));
    }

    /** Only runs whose name matches a glob of {@code *} and {@code ?}. */
    public RunFilter name(String glob) {
        var wanted = new Glob(glob);
        return and(run -> wanted.matches(run.name()));
    }

    /** Only runs of this user. */
    public RunFilter user(String user) {
        return and(run -> run.user().equals(user), Sieve.text(Column.USER, user));
    }

    /** Only runs made on this system. */
    public RunFilter sysName(String sysName) {
        return and(run -> run.sysName().equals(sysName), Sieve.text(Column.SYS_NAME, sysName));
    }

    /** Only runs that meet what a user wrote. */
    public RunFilter meeting(Filter filter, Facts facts) {
        return and(filter.over(facts), filter.sieve());
    }

    /** Only runs made before a time. */
    public RunFilter olderThan(Instant time) {
        return and(run -> run.created().isBefore(time), Sieve.createdTo(time));
    }

    /** Only runs made after a time. */
    public RunFilter newerThan(Instant time) {
        return and(run -> run.created().isAfter(time), Sieve.createdFrom(time));
    }
}
