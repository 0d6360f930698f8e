package io.pergola.schedule;

import io.pergola.store.RunSummary;
import io.pergola.store.Store;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Counts the jobs of a user that wait or run: those that carry a run that has not ended. The first look is at all runs of the
 * working directories, later ones at those that are new or had not ended. Used by one thread.
 */
public final class OpenJobs {

    private final Supplier<List<Store>> stores;
    private final String user;
    private final Predicate<String> counts;
    private final Map<Store, Seen> seen = new HashMap<>();
    private Set<String> before = Set.of();

    private static final class Seen {
        private final BitSet known = new BitSet();
        private Set<Integer> open = new HashSet<>();
    }

    /**
     * In these working directories.
     *
     * @param counts whether jobs of a scheduler of that name count
     */
    public OpenJobs(Supplier<List<Store>> stores, String user, Predicate<String> counts) {
        this.stores = stores;
        this.user = user;
        this.counts = counts;
    }

    /** How many there are; a job that was open at the last look still counts, as it needs a moment to leave the queue. */
    public int count() {
        Set<String> jobs = new HashSet<>();
        for (Store store : stores.get()) {
            for (RunSummary run : open(store)) {
                if (!run.jobId().isEmpty() && run.user().equals(user) && counts.test(run.scheduler())) {
                    jobs.add(store.path() + " " + run.jobId());
                }
            }
        }
        var all = new HashSet<>(jobs);
        all.addAll(before);
        before = jobs;
        return all.size();
    }

    private List<RunSummary> open(Store store) {
        Seen its = seen.computeIfAbsent(store, unseen -> new Seen());
        boolean first = its.known.isEmpty();
        var look = new ArrayList<>(its.open);
        for (int number : store.runNumbers()) {
            if (!its.known.get(number)) {
                its.known.set(number);
                look.add(number);
            }
        }
        List<RunSummary> runs = first ? store.allSummaries() : store.summaries(look);
        List<RunSummary> open = runs.stream().filter(run -> !run.ended()).toList();
        its.open = new HashSet<>();
        open.forEach(run -> its.open.add(run.id().number()));
        return open;
    }
}
