package io.pergola.policy;

import io.pergola.spi.policy.Elasticity;
import io.pergola.spi.policy.Job;
import io.pergola.spi.policy.Lane;
import io.pergola.spi.policy.PendingJob;
import io.pergola.spi.policy.ResourceKind;
import io.pergola.spi.slots.ResourceRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A lane of the queue: a list through its entries. */
final class JobLane implements Lane {

    /** What jobs of one lane have in common. */
    record Shape(
            ResourceRequest request,
            int leastRanks,
            Elasticity elasticity,
            int priority,
            int concurrentLimit,
            @Nullable Duration walltime) {

        static Shape of(Job job) {
            return new Shape(
                    job.request(),
                    job.leastRanks(),
                    job.elasticity(),
                    job.priority(),
                    job.concurrentLimit(),
                    job.walltime());
        }
    }

    private final Shape shape;
    private final Set<ResourceKind> kinds;
    private @Nullable QueueEntry head;
    private @Nullable QueueEntry tail;
    private int size;

    JobLane(Shape shape) {
        this.shape = shape;
        this.kinds = ResourceKind.of(shape.request());
    }

    Shape shape() {
        return shape;
    }

    @Nullable QueueEntry head() {
        return head;
    }

    @Override
    public QueueEntry first() {
        if (head == null) {
            throw new NoSuchElementException("The lane is empty");
        }
        return head;
    }

    @Override
    public int size() {
        return size;
    }

    /** Whether its jobs may wait for something that the other's jobs take. */
    boolean isHinderedBy(JobLane other) {
        return shape.concurrentLimit() < Integer.MAX_VALUE || !Collections.disjoint(kinds, other.kinds);
    }

    /** Puts it where its sequence belongs: mostly at the end, or near the beginning if it was here before. */
    void add(QueueEntry entry) {
        QueueEntry last = tail;
        QueueEntry next = last == null || last.sequence() < entry.sequence() ? null : head;
        while (next != null && next.sequence() < entry.sequence()) {
            next = next.after;
        }
        QueueEntry previous = next == null ? last : next.before;
        entry.before = previous;
        entry.after = next;
        link(previous, entry, next, entry);
        entry.lane = this;
        size++;
    }

    void remove(QueueEntry entry) {
        link(entry.before, entry.after, entry.after, entry.before);
        entry.before = null;
        entry.after = null;
        entry.lane = null;
        size--;
    }

    private void link(
            @Nullable QueueEntry before,
            @Nullable QueueEntry itsNext,
            @Nullable QueueEntry after,
            @Nullable QueueEntry itsPrevious) {
        if (before == null) {
            head = itsNext;
        } else {
            before.after = itsNext;
        }
        if (after == null) {
            tail = itsPrevious;
        } else {
            after.before = itsPrevious;
        }
    }

    @Override
    public Iterator<PendingJob> iterator() {
        return new Iterator<>() {
            private @Nullable QueueEntry next = head;

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public PendingJob next() {
                QueueEntry current = next;
                if (current == null) {
                    throw new NoSuchElementException("The lane ends here");
                }
                next = current.after;
                return current;
            }
        };
    }
}
