package io.pergola.spi;

import io.pergola.model.SchedulerException;
import java.util.List;

/**
 * Submits many equal jobs in one go, where the batch system can. Each of them is a job like any other afterwards, with a
 * {@link JobInfo} of its own; {@link Scheduler#jobStatus} and {@link Scheduler#cancel} are asked of each by itself.
 */
public interface JobArrays {

    /**
     * How many jobs such as this one may be in one submission: the largest index. May ask the batch system, but not each time.
     *
     * @return below 2 if they have to be submitted one by one, for whatever reason
     */
    int largest(JobRequest job);

    /** The environment variable that holds a job's index, in decimal digits without padding; a name for the shell. */
    String indexVariable();

    /**
     * Submits them: all or none.
     *
     * @return one for each, by rising index; empty if the batch system said that these are too many, and took none
     * @throws SchedulerException if it refused for any other reason, or it is not known whether it took them
     */
    List<JobInfo> kickoff(ArrayRequest array);
}
