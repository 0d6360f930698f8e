package io.pergola.policy;

import io.pergola.policy.HeldJob.Cause;
import io.pergola.slots.Ledger;
import io.pergola.spi.policy.Job;
import io.pergola.spi.slots.Shortage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides which jobs are in the queue, which wait for others, and which are kept out. */
final class Admission {

    private record Held(Ticket ticket, HeldJob told) {}

    private final Ledger ledger;
    private final JobQueue queue;
    private final Predicate<String> isKnown;
    private final Dependencies dependencies = new Dependencies();
    private final Map<String, Held> held = new LinkedHashMap<>();
    private final List<HeldJob> fresh = new ArrayList<>();

    /** @param isKnown whether there is a job of that id that is neither in the queue nor here */
    Admission(Ledger ledger, JobQueue queue, Predicate<String> isKnown) {
        this.ledger = ledger;
        this.queue = queue;
        this.isKnown = isKnown;
    }

    boolean contains(String id) {
        return held.containsKey(id) || dependencies.contains(id);
    }

    Collection<HeldJob> held() {
        return held.values().stream().map(Held::told).toList();
    }

    /** How many jobs wait for others to end. */
    int waiting() {
        return dependencies.size();
    }

    /** Those that were kept out since the last time. */
    List<HeldJob> takeFresh() {
        List<HeldJob> taken = List.copyOf(fresh);
        fresh.clear();
        return taken;
    }

    /** Lets jobs in, as far as they may; they may depend on each other, in whatever order they stand. */
    void admit(List<Ticket> tickets) {
        Set<String> ids = HashSet.newHashSet(tickets.size());
        for (Ticket ticket : tickets) {
            ids.add(ticket.id());
            dependencies.forget(ticket.id());
        }
        int waiting = dependencies.size();
        for (Ticket ticket : tickets) {
            Optional<HeldJob> obstacle = obstacle(ticket.job(), ids);
            if (obstacle.isPresent()) {
                hold(ticket, obstacle.get().cause(), obstacle.get().why());
            } else if (dependencies.areMet(ticket)) {
                queue.add(ticket.job(), ticket.sequence());
            } else {
                dependencies.add(ticket);
            }
        }
        if (dependencies.size() > waiting) {
            holdRings(ids);
        }
    }

    private void holdRings(Set<String> ids) {
        for (String id : List.copyOf(dependencies.inRings(ids))) {
            Ticket ticket = dependencies.remove(id);
            if (ticket != null) {
                hold(ticket, Cause.DEPENDENCY, "it waits for itself to end, through the jobs that it depends on");
            }
        }
    }

    private Optional<HeldJob> obstacle(Job job, Set<String> arriving) {
        Optional<HeldJob> misfit = queue.hasLikeOf(job) ? Optional.empty() : misfit(job);
        if (misfit.isPresent() || job.dependencies().isEmpty()) {
            return misfit;
        }
        for (String id : job.dependencies()) {
            String wrong = wrongWith(id, arriving);
            if (wrong != null) {
                return held(job, Cause.DEPENDENCY, "it depends on " + id + ", " + wrong);
            }
        }
        return Optional.empty();
    }

    private Optional<HeldJob> misfit(Job job) {
        SortedSet<String> unknown = ledger.unknown(job.request());
        if (!unknown.isEmpty()) {
            return held(
                    job,
                    Cause.UNKNOWN_CONSUMABLE,
                    "requires resources not defined for cluster: " + String.join(", ", unknown));
        }
        Optional<Shortage> shortage = ledger.shortage(job.request(), job.leastRanks());
        if (shortage.isPresent()) {
            return held(job, Cause.UNSATISFIABLE, shortage.get().why());
        }
        return Optional.empty();
    }

    private static Optional<HeldJob> held(Job job, Cause cause, String why) {
        return Optional.of(new HeldJob(job, cause, why));
    }

    private @Nullable String wrongWith(String id, Set<String> arriving) {
        if (dependencies.endedBadly(id)) {
            return "which did not end well";
        }
        if (held.containsKey(id)) {
            return "which is held";
        }
        boolean known = dependencies.knows(id)
                || arriving.contains(id)
                || dependencies.contains(id)
                || queue.get(id) != null
                || isKnown.test(id);
        return known ? null : "which nobody has submitted";
    }

    /** Keeps a job out that is nowhere else, and with it those that wait for it. */
    void hold(Ticket ticket, Cause cause, String why) {
        var todo = new ArrayDeque<Held>();
        todo.add(new Held(ticket, new HeldJob(ticket.job(), cause, why)));
        while (!todo.isEmpty()) {
            Held next = todo.remove();
            String id = next.ticket().id();
            held.put(id, next);
            fresh.add(next.told());
            for (Ticket dependent : dependencies.without(id)) {
                todo.add(new Held(
                        dependent,
                        new HeldJob(dependent.job(), Cause.DEPENDENCY, "it depends on " + id + ", which is held")));
            }
        }
    }

    /** A job has ended. */
    void ended(Ticket ticket, boolean well) {
        if (well) {
            List<Ticket> ready = dependencies.endedWell(ticket.id());
            if (!ready.isEmpty()) {
                admit(ready);
            }
            return;
        }
        for (Ticket dependent : dependencies.endedBadly(ticket)) {
            hold(dependent, Cause.DEPENDENCY, "it depends on " + ticket.id() + ", which did not end well");
        }
    }

    /** Takes out a job that is held, or waits for others. */
    @Nullable Ticket remove(String id) {
        Held removed = held.remove(id);
        return removed == null ? dependencies.remove(id) : removed.ticket();
    }

    /** Lets a held job try again, whatever held it, and those that are held because of others. */
    void release(String id) {
        retry(each -> each.ticket().id().equals(id));
    }

    /** More or less can ever fit than before. */
    void recheck() {
        for (JobLane lane : List.copyOf(queue.lanes())) {
            ledger.shortage(lane.shape().request(), lane.shape().leastRanks())
                    .ifPresent(shortage -> holdAll(lane, shortage));
        }
        retry(each -> each.told().cause() == Cause.UNSATISFIABLE);
    }

    private void holdAll(JobLane lane, Shortage shortage) {
        while (lane.head() != null) {
            QueueEntry entry = queue.remove(lane.first().job().id());
            if (entry != null) {
                hold(new Ticket(entry.job(), entry.sequence()), Cause.UNSATISFIABLE, shortage.why());
            }
        }
    }

    /** Those that are kept out again are not told again. */
    private void retry(Predicate<Held> which) {
        Map<String, HeldJob> before = held.values().stream()
                .map(Held::told)
                .collect(Collectors.toMap(told -> told.job().id(), told -> told));
        List<Ticket> again = held.values().stream()
                .filter(which.or(each -> each.told().cause() == Cause.DEPENDENCY))
                .map(Held::ticket)
                .toList();
        List<HeldJob> told = takeFresh();
        again.forEach(ticket -> held.remove(ticket.id()));
        admit(again);
        List<HeldJob> anew = takeFresh().stream()
                .filter(each -> !before.containsKey(each.job().id()))
                .toList();
        Stream.concat(told.stream(), anew.stream()).forEach(fresh::add);
    }
}
