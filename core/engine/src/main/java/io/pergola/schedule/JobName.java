package io.pergola.schedule;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of jobs, as batch systems show them. */
final class JobName {

    private static final String OURS = "pergola_";
    private static final int NAMES = 4;
    private static final int LONGEST = 200;

    private JobName() {}

    /** Of a job with these tests: the first few names, each once. */
    static String of(Stream<String> tests) {
        String names = tests.distinct().limit(NAMES).collect(Collectors.joining(","));
        String all = (OURS + names).replaceAll("[^A-Za-z0-9.,_-]", "_");
        return all.substring(0, Math.min(all.length(), LONGEST));
    }

    /** Of jobs that are submitted together. */
    static String of(List<PlannedJob> jobs) {
        return of(jobs.stream().map(job -> job.name().substring(OURS.length())));
    }
}
