package io.pergola.series;

import io.pergola.resolve.ResolvedTest;
import io.pergola.store.Store;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which runs of a series could no longer end within its time. Used by one thread. */
final class BudgetWatch {

    private final Store store;
    private final Optional<TimeBudget> budget;
    private final Map<Integer, Duration> limits = new HashMap<>();

    /** @param budget empty for any time */
    BudgetWatch(Store store, Optional<TimeBudget> budget) {
        this.store = store;
        this.budget = budget;
    }

    /** What is left; empty if there is any time, or while nobody can say. */
    Optional<Duration> left() {
        return budget.flatMap(TimeBudget::left);
    }

    /** Whether there is a budget of which nobody can say now what is left. */
    boolean doubtful(Optional<Duration> left) {
        return budget.isPresent() && left.isEmpty();
    }

    /** Those of these runs whose limit is beyond what is left. */
    List<Integer> late(List<Integer> waiting, Duration left) {
        return waiting.stream()
                .filter(run -> limits.computeIfAbsent(run, this::limit).compareTo(left) > 0)
                .toList();
    }

    /** Nothing for a run that may take any time: it may begin until the budget is up. */
    private Duration limit(int number) {
        return store.run(number)
                .map(run -> ResolvedTest.fromValue(run.test()))
                .flatMap(ResolvedTest::longest)
                .orElse(Duration.ZERO);
    }
}
