package io.pergola.policy;

import io.pergola.slots.EarliestFit;
import io.pergola.slots.SlotPlan;
import io.pergola.spi.policy.Job;
import io.pergola.spi.policy.Plan;
import io.pergola.spi.policy.Reservation;
import io.pergola.spi.policy.ResourceKind;
import io.pergola.spi.slots.Placement;
import io.pergola.spi.slots.RankRequirements;
import io.pergola.spi.slots.ResourceRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A plan on top of what runs now. */
final class LivePlan implements Plan {

    /** How much longer a job is thought to run that has passed its time already. */
    private static final Duration OVERDUE = Duration.ofMinutes(1);

    private final LiveSnapshot snapshot;
    private final SlotPlan slots;
    private final ConcurrentLimits limits;
    private final RunningJobs running;
    private final Masks masks;
    private final List<StartedJob> started = new ArrayList<>();

    LivePlan(LiveSnapshot snapshot, SlotPlan slots, ConcurrentLimits limits, RunningJobs running, Masks masks) {
        this.snapshot = snapshot;
        this.slots = slots;
        this.limits = limits.copy();
        this.running = running;
        this.masks = masks;
    }

    @Override
    public Optional<Placement> start(Job job, Collection<Reservation> keep) {
        snapshot.checkOpen();
        if (!limits.allow(job.concurrentLimit())) {
            return Optional.empty();
        }
        Optional<Placement> placement = slots.take(job.request(), job.leastRanks(), masks.of(keep, slots));
        placement.ifPresent(found -> {
            limits.enter(job.concurrentLimit());
            started.add(StartedJob.of(job, found, snapshot.time(), started.size()));
        });
        return placement;
    }

    @Override
    public boolean fits(Job job) {
        snapshot.checkOpen();
        return limits.allow(job.concurrentLimit()) && slots.fits(job.request(), job.leastRanks(), null);
    }

    @Override
    public Optional<Placement> setAside(ResourceRequest request) {
        snapshot.checkOpen();
        return slots.take(request, request.ranks(), null);
    }

    @Override
    public Set<ResourceKind> lacking(Job job) {
        snapshot.checkOpen();
        var lacking = new LinkedHashSet<ResourceKind>();
        if (!limits.allow(job.concurrentLimit())) {
            lacking.add(ResourceKind.TURN);
        }
        job.request().consumables().forEach((name, amount) -> {
            if (!slots.hasConsumable(name, amount)) {
                lacking.add(ResourceKind.consumable(name));
            }
        });
        ResourceRequest onNodes = job.request().withConsumables(Map.of());
        if (!slots.fits(onNodes, job.leastRanks(), null)) {
            addUnits(onNodes, job.leastRanks(), lacking);
        }
        return lacking;
    }

    /** Cores are what is lacking unless they alone would fit, and so are GPUs; both if it is only their being together. */
    private void addUnits(ResourceRequest request, int least, Set<ResourceKind> lacking) {
        RankRequirements rank = request.perRank();
        boolean cores = rank.cores() > 0 && (rank.gpus() == 0 || !fits(request, rank.withGpus(0, 1), least));
        boolean gpus = rank.gpus() > 0 && (rank.cores() == 0 || !fits(request, rank.withoutCores(), least));
        if (cores || (!gpus && rank.cores() > 0)) {
            lacking.add(ResourceKind.CORES);
        }
        if (gpus || (!cores && rank.gpus() > 0)) {
            lacking.add(ResourceKind.GPUS);
        }
    }

    private boolean fits(ResourceRequest request, RankRequirements rank, int least) {
        return slots.fits(request.withPerRank(rank), least, null);
    }

    @Override
    public Optional<Reservation> reserve(Job job, Collection<Reservation> keep) {
        snapshot.checkOpen();
        EarliestFit earliest = slots.earliest(job.request(), job.leastRanks(), masks.of(keep, slots));
        if (earliest.fits()) {
            return Optional.empty();
        }
        Instant from = snapshot.time();
        for (StartedJob run : byEnd()) {
            earliest.ended(run.placement());
            from = later(from, run.end());
            if (earliest.fits()) {
                return reservation(job, from, earliest);
            }
        }
        earliest.allInService();
        return earliest.fits() ? reservation(job, null, earliest) : Optional.empty();
    }

    /** Null if either is not known. */
    private @Nullable Instant later(@Nullable Instant from, @Nullable Instant end) {
        if (from == null || end == null) {
            return null;
        }
        Instant expected = end.isAfter(snapshot.time()) ? end : snapshot.time().plus(OVERDUE);
        return expected.isAfter(from) ? expected : from;
    }

    private static Optional<Reservation> reservation(Job job, @Nullable Instant from, EarliestFit earliest) {
        return earliest.placement().map(placement -> new Reservation(job.id(), from, placement));
    }

    private Iterable<StartedJob> byEnd() {
        if (started.isEmpty()) {
            return running.byEnd();
        }
        var all = new ArrayList<>(running.byEnd());
        all.addAll(started);
        all.sort(StartedJob.BY_END);
        return all;
    }

    @Override
    public boolean keeps(Reservation reservation) {
        snapshot.checkOpen();
        Instant from = reservation.from();
        for (StartedJob run : started) {
            boolean over = from == null || (run.end() != null && !run.end().isAfter(from));
            if (!over && masks.of(reservation, slots).isTouchedBy(run.placement())) {
                return false;
            }
        }
        return true;
    }
}
