package io.pergola.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes the directories of jobs that are submitted together. */
final class JobArrayMaker {

    private final Disk disk;
    private final Path jobs;
    private final int threads;

    JobArrayMaker(Disk disk, Path jobs, int threads) {
        this.disk = disk;
        this.jobs = jobs;
        this.threads = threads;
    }

    JobArray make(List<NewJob> wanted, Instant now) {
        disk.ensure(jobs);
        Optional<JobArray> made = tryHead(JobDirectory.newHead(), wanted, now);
        while (made.isEmpty()) {
            made = tryHead(JobDirectory.newHead(), wanted, now);
        }
        return made.get();
    }

    /** Empty if another job has one of the names; what was made by then is tidied away some day. */
    private Optional<JobArray> tryHead(String head, List<NewJob> wanted, Instant now) {
        var made = new AtomicReferenceArray<@Nullable JobDirectory>(wanted.size());
        Together.each(IntStream.range(0, wanted.size()).boxed().toList(), threads, at -> JobDirectory.createAs(
                        disk, jobs.resolve(head + (at + 1)), wanted.get(at), now)
                .ifPresent(job -> made.set(at, job)));
        var all = new ArrayList<JobDirectory>();
        for (int at = 0; at < wanted.size(); at++) {
            JobDirectory job = made.get(at);
            if (job == null) {
                return Optional.empty();
            }
            all.add(job);
        }
        return Optional.of(new JobArray(jobs.resolve(head).toString(), all));
    }
}
