package io.pergola.policy;

import io.pergola.policy.JobLane.Shape;
import io.pergola.spi.policy.Job;
import io.pergola.spi.policy.Lane;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that could start, by priority, then by the order of their submission. Those that ask for the same stand in one lane: a
 * decision looks at lanes, never at all jobs.
 */
final class JobQueue {

    private static final Comparator<QueueEntry> ORDER = Comparator.<QueueEntry>comparingInt(
                    entry -> entry.job().priority())
            .reversed()
            .thenComparingLong(QueueEntry::sequence);

    private final Map<String, QueueEntry> entries = new HashMap<>();
    private final Map<Shape, JobLane> lanes = new HashMap<>();
    private final TreeSet<JobLane> byFirst = new TreeSet<>(JobQueue::compareFirst);

    /** A lane of {@link #lanes}, the one that was wanted last: jobs that ask for the same often come together. */
    private @Nullable JobLane last;

    private static int compareFirst(JobLane one, JobLane other) {
        if (one == other) {
            return 0;
        }
        return one.first().isBefore(other.first()) ? -1 : 1;
    }

    int size() {
        return entries.size();
    }

    @Nullable QueueEntry get(String id) {
        return entries.get(id);
    }

    /** In order; not to be changed. */
    SortedSet<JobLane> lanes() {
        return byFirst;
    }

    /** The same for policies. */
    Iterable<Lane> lanesForPolicies() {
        return Collections.unmodifiableCollection(byFirst);
    }

    void add(Job job, long sequence) {
        var entry = new QueueEntry(job, sequence);
        entries.put(job.id(), entry);
        JobLane lane = lane(Shape.of(job));
        QueueEntry head = lane.head();
        boolean leads = head == null || sequence < head.sequence();
        if (leads && head != null) {
            byFirst.remove(lane);
        }
        lane.add(entry);
        if (leads) {
            byFirst.add(lane);
        }
    }

    /** Whether the queue has a job that asks for the same. */
    boolean hasLikeOf(Job job) {
        Shape shape = Shape.of(job);
        return isLast(shape) || lanes.containsKey(shape);
    }

    private JobLane lane(Shape shape) {
        JobLane found = last;
        if (found == null || !isLast(shape)) {
            found = lanes.computeIfAbsent(shape, JobLane::new);
            last = found;
        }
        return found;
    }

    private boolean isLast(Shape shape) {
        return last != null && last.shape().equals(shape);
    }

    /** Takes a job out, if it is there. */
    @Nullable QueueEntry remove(String id) {
        QueueEntry entry = entries.remove(id);
        JobLane lane = entry == null ? null : entry.lane;
        if (entry == null || lane == null) {
            return null;
        }
        boolean leads = entry == lane.head();
        if (leads) {
            byFirst.remove(lane);
        }
        lane.remove(entry);
        if (lane.head() == null) {
            lanes.remove(lane.shape());
            last = null;
        } else if (leads) {
            byFirst.add(lane);
        }
        return entry;
    }

    /** All jobs, in order. */
    List<QueueEntry> inOrder() {
        var all = new ArrayList<>(entries.values());
        all.sort(ORDER);
        return all;
    }

    /** An entry is about to start: those that lead their lanes, stand before it and want some of the same remember it. */
    void passes(QueueEntry entry) {
        for (JobLane lane : byFirst) {
            QueueEntry first = lane.first();
            if (!first.isBefore(entry)) {
                return;
            }
            if (entry.lane != null && lane.isHinderedBy(entry.lane)) {
                first.bypass();
            }
        }
    }
}
