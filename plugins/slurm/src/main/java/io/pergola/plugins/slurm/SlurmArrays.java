package io.pergola.plugins.slurm;

import io.pergola.spi.ArrayRequest;
import io.pergola.spi.JobArrays;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobRequest;
import java.util.List;

/** Many jobs in one submission: {@code sbatch --array}. Each task is a job of its own, by a number such as {@code 18_3}. */
final class SlurmArrays implements JobArrays {

    private final Submission submission;
    private final Installation installation;

    SlurmArrays(Submission submission, Installation installation) {
        this.submission = submission;
        this.installation = installation;
    }

    @Override
    public int largest(JobRequest job) {
        // In a path with a backslash sbatch replaces no %a, so all tasks would share one log.
        return job.log().toString().indexOf('\\') >= 0 ? 1 : installation.largestArray();
    }

    @Override
    public String indexVariable() {
        return "SLURM_ARRAY_TASK_ID";
    }

    @Override
    public List<JobInfo> kickoff(ArrayRequest array) {
        return submission.submit(array);
    }
}
