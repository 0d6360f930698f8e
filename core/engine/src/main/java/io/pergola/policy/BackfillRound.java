package io.pergola.policy;

import io.pergola.spi.policy.Decision;
import io.pergola.spi.policy.Job;
import io.pergola.spi.policy.PendingJob;
import io.pergola.spi.policy.Plan;
import io.pergola.spi.policy.Reservation;
import io.pergola.spi.policy.ResourceKind;
import io.pergola.spi.policy.SchedulingSnapshot;
import io.pergola.spi.slots.Placement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One question to {@link Backfill}. */
final class BackfillRound {

    /** A job that cannot start in this round. */
    private final class Blocked {
        private final PendingJob job;
        private final Set<ResourceKind> kinds;
        private int passed;
        private boolean isSought;
        private boolean hasNoPlace;
        private @Nullable Reservation place;

        Blocked(PendingJob job) {
            this.job = job;
            this.kinds = ResourceKind.of(job.job().request());
        }

        boolean isOvertakenTooOften() {
            return job.bypassed() + passed >= bypassLimit;
        }

        boolean isLimited() {
            return job.job().concurrentLimit() < Integer.MAX_VALUE;
        }

        boolean isPassedBy(Set<ResourceKind> others) {
            return isLimited() || !Collections.disjoint(kinds, others);
        }
    }

    private final Instant now;
    private final int bypassLimit;
    private final Plan plan;
    private final List<Reservation> before;
    private final List<Decision> decisions = new ArrayList<>();
    private final List<Blocked> blocked = new ArrayList<>();
    /** What later jobs must leave alone. */
    private final List<Reservation> kept = new ArrayList<>();
    /** Those whose places are looked for only once a later job could start: it takes long. */
    private final List<Blocked> sought = new ArrayList<>();

    private boolean closed;

    BackfillRound(SchedulingSnapshot snapshot, int bypassLimit) {
        this.now = snapshot.time();
        this.bypassLimit = bypassLimit;
        this.plan = snapshot.plan();
        this.before = snapshot.reservations();
    }

    List<Decision> decide(LaneWalk walk) {
        for (PendingJob job = walk.next(); job != null && !closed; job = walk.next()) {
            if (starts(job.job())) {
                walk.goOnInLane();
            } else if (!closed) {
                addBlocked(new Blocked(job));
            }
        }
        return decisions;
    }

    private boolean starts(Job job) {
        if (!sought.isEmpty()) {
            if (!plan.fits(job)) {
                return false;
            }
            findPlaces();
        }
        Optional<Placement> placement = closed ? Optional.empty() : plan.start(job, inTheWayOf(job));
        if (placement.isEmpty()) {
            return false;
        }
        decisions.add(new Decision.Start(job.id(), placement.get()));
        if (!blocked.isEmpty()) {
            pass(ResourceKind.of(job.request()));
        }
        return true;
    }

    /** What is kept for a moment at which the job may still run. */
    private List<Reservation> inTheWayOf(Job job) {
        if (kept.isEmpty()) {
            return kept;
        }
        Instant end = StartedJob.end(now, job.walltime());
        return kept.stream()
                .filter(each -> {
                    Instant from = each.from();
                    return from == null || end == null || end.isAfter(from);
                })
                .toList();
    }

    private void pass(Set<ResourceKind> kinds) {
        for (Blocked each : blocked) {
            boolean was = each.isOvertakenTooOften();
            each.passed += each.isPassedBy(kinds) ? 1 : 0;
            if (!was && each.isOvertakenTooOften()) {
                seek(each);
            }
        }
    }

    private void addBlocked(Blocked job) {
        blocked.add(job);
        if (blocked.size() == 1 || job.isOvertakenTooOften()) {
            seek(job);
        }
    }

    /** From now on a place is to be kept for it, or, if one is known already, is perhaps to be kept more strictly. */
    private void seek(Blocked job) {
        if (job.isSought) {
            enforce(job);
            return;
        }
        job.isSought = true;
        for (Reservation each : before) {
            if (each.job().equals(job.job.job().id()) && isStillGood(each)) {
                keep(job, each);
                return;
            }
        }
        sought.add(job);
    }

    private boolean isStillGood(Reservation reservation) {
        Instant from = reservation.from();
        return (from == null || !now.isAfter(from)) && plan.keeps(reservation);
    }

    private void findPlaces() {
        for (Blocked job : sought) {
            Optional<Reservation> place = plan.reserve(job.job.job(), kept);
            job.hasNoPlace = place.isEmpty();
            place.ifPresentOrElse(found -> keep(job, found), () -> enforce(job));
        }
        sought.clear();
    }

    private void keep(Blocked job, Reservation place) {
        job.place = place;
        decisions.add(new Decision.Reserve(place));
        if (place.from() != null) {
            kept.add(place);
        }
        enforce(job);
    }

    /** Who was overtaken too often is overtaken no more: not on its place, and not at all if a place is not all that it lacks. */
    private void enforce(Blocked job) {
        if (!job.isOvertakenTooOften()) {
            return;
        }
        Reservation place = job.place;
        if (place != null && place.from() == null) {
            kept.add(place);
        }
        closed |= job.hasNoPlace || (place != null && job.isLimited());
    }
}
