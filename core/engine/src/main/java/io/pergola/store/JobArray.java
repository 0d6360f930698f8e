package io.pergola.store;

import java.util.List;

/**
 * The directories of jobs that are submitted together.
 *
 * @param head with the number of a job, from 1, behind it this is the path of its directory
 * @param jobs in order
 */
public record JobArray(String head, List<JobDirectory> jobs) {

    /** Copies the list. */
    public JobArray {
        jobs = List.copyOf(jobs);
    }
}
