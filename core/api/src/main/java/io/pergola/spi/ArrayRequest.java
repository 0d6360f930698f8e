package io.pergola.spi;

import java.nio.file.Path;

/**
 * A submission of many equal jobs, each with an index of its own. The script finds out which one it is in from
 * {@link JobArrays#indexVariable}.
 *
 * @param job what each of them asks for; its {@code log} is that of the first
 * @param script the executable kickoff script of all
 * @param first the first job's index, at least 1
 * @param last the last job's index; there are at least two
 * @param logHead with {@code logTail}: the log of a job is the file {@code logHead + index + logTail}, the index in decimal
 *     digits without padding; its directory is there
 */
public record ArrayRequest(JobRequest job, Path script, int first, int last, String logHead, String logTail) {

    /** Checks the numbers. */
    public ArrayRequest {
        if (first < 1 || last <= first) {
            throw new IllegalArgumentException("Not many jobs: from " + first + " to " + last);
        }
    }

    /** How many jobs it is. */
    public int count() {
        return last - first + 1;
    }
}
