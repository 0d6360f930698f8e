package io.pergola.policy;

import io.pergola.spi.policy.Job;
import io.pergola.spi.policy.PendingJob;
import org.jspecify.annotations.Nullable;

/** A job in the queue. */
final class QueueEntry implements PendingJob {

    private Job job;
    private final long sequence;
    private int bypassed;
    /** Its lane, and its neighbours there; null while it is in none. */
    @Nullable JobLane lane;

    @Nullable QueueEntry before;

    @Nullable QueueEntry after;

    QueueEntry(Job job, long sequence) {
        this.job = job;
        this.sequence = sequence;
    }

    @Override
    public Job job() {
        return job;
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public int bypassed() {
        return bypassed;
    }

    void bypass() {
        bypassed++;
    }

    /** Its arguments are others now; nothing of it that lanes go by may differ. */
    void job(Job other) {
        job = other;
    }

    /** Whether it stands before another in the queue. */
    boolean isBefore(QueueEntry other) {
        int priority = job.priority();
        int others = other.job.priority();
        return priority == others ? sequence < other.sequence : priority > others;
    }
}
