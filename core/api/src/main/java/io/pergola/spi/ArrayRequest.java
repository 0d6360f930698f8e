package io.pergola.spi;

import java.nio.file.Path;

/**
 * A submission of many equal jobs. They have the indexes from 0 to {@code count - 1}; the script finds out which one it is in
 * from {@link JobArrays#indexVariable}.
 *
 * @param job what each of them asks for; its {@code log} is that of index 0
 * @param script the executable kickoff script of all
 * @param count how many, at least 2
 * @param logHead with {@code logTail}: the log of a job is the file {@code logHead + index + logTail}, the index in decimal
 *     digits without padding; its directory is there
 */
public record ArrayRequest(JobRequest job, Path script, int count, String logHead, String logTail) {

    /** Checks the number. */
    public ArrayRequest {
        if (count < 2) {
            throw new IllegalArgumentException("Not many jobs: " + count);
        }
    }
}
