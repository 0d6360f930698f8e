package io.pergola.schedule;

import io.pergola.model.SchedulerException;
import io.pergola.spi.ArrayRequest;
import io.pergola.spi.JobArrays;
import io.pergola.spi.JobInfo;
import io.pergola.spi.Scheduler;
import io.pergola.store.JobDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jobs with directories and scripts, on their way to the batch system in one submission, or in more if it finds them too many. */
final class ArraySubmission {

    private final JobSubmitter submitter;
    private final Scheduler scheduler;
    private final JobArrays arrays;
    private final String head;
    private final List<JobSubmitter.Entry> entries;
    private final List<JobStart> starts = new ArrayList<>();
    private @Nullable SchedulerException refusal;
    private boolean first = true;

    ArraySubmission(JobSubmitter submitter, Scheduler scheduler, String head, List<JobSubmitter.Entry> entries) {
        this.submitter = submitter;
        this.scheduler = scheduler;
        this.arrays = scheduler.arrays().orElseThrow();
        this.head = head;
        this.entries = List.copyOf(entries);
    }

    private JobDirectory firstJob() {
        return entries.getFirst().job();
    }

    /** Writes the script that they have in common. */
    void write(KickoffText scripts, List<String> header) {
        scripts.write(
                firstJob().arrayScript(),
                KickoffText.array(
                        header, arrays.indexVariable(), head, tail(firstJob().kickoff())));
    }

    private static String tail(Path file) {
        return "/" + file.getFileName();
    }

    /** Submits all; what came of each, in order. */
    List<JobStart> submit() {
        submit(1, entries.size());
        return starts;
    }

    /** Too many at once for a limit of the user's may be right in two halves; what is too much alone, is so for all. */
    private void submit(int from, int to) {
        SchedulerException known = refusal;
        if (known != null) {
            entries.subList(from - 1, to).forEach(entry -> starts.add(submitter.end(entry.runs(), known)));
            return;
        }
        try {
            if (!first) {
                submitter.awaitTurn(entries.getFirst().planned());
            }
            first = false;
            if (from == to) {
                starts.add(submitter.kickoff(scheduler, entries.get(from - 1)));
            } else if (!all(from, to)) {
                int middle = (from + to) / 2;
                submit(from, middle);
                submit(middle + 1, to);
            }
        } catch (SchedulerException e) {
            refusal = e;
            submit(from, to);
        }
    }

    private boolean all(int from, int to) {
        var job = entries.getFirst().planned().request(firstJob().schedulerLog());
        var request = new ArrayRequest(
                job, firstJob().arrayScript(), from, to, head, tail(firstJob().schedulerLog()));
        List<JobInfo> infos = arrays.kickoff(request);
        for (int i = 0; i < infos.size(); i++) {
            starts.add(JobSubmitter.launched(entries.get(from - 1 + i), infos.get(i)));
        }
        return !infos.isEmpty();
    }
}
