package io.pergola.plugins.slurm;

import io.pergola.spi.JobInfo;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is kept of a job, to find it again and to tell it from a later one of the same number: Slurm begins again at 1 when its
 * numbers run out or its state is lost.
 *
 * @param id {@code 18}, or {@code 18_3} for a task of an array
 * @param cluster the cluster's name; empty if unknown
 * @param elsewhere true if commands must be told the cluster, because sbatch was
 * @param submitted when; empty if the info does not say
 * @param name the job's name; empty if the info does not say
 * @param script the script's path; empty if the info does not say
 */
record SlurmJob(String id, String cluster, boolean elsewhere, Optional<Instant> submitted, String name, String script) {

    private static final String ID = "id";
    private static final String CLUSTER = "cluster";
    private static final String CLUSTERS = "clusters_option";
    private static final String SUBMITTED = "submitted";
    private static final String NAME = "name";
    private static final String SCRIPT = "script";

    private static final Pattern ID_FORM = Pattern.compile("\\d{1,18}(_\\d{1,9})?");

    /** Clocks differ, and local times are ambiguous for an hour in autumn. */
    private static final Duration CLOCK_ERROR = Duration.ofHours(2);

    /** A task of the array that this is. */
    SlurmJob task(int number) {
        return new SlurmJob(id + "_" + number, cluster, elsewhere, submitted, name, script);
    }

    JobInfo info() {
        var values = new LinkedHashMap<String, String>();
        values.put(ID, id);
        values.put(CLUSTER, cluster);
        if (elsewhere) {
            values.put(CLUSTERS, "true");
        }
        submitted.ifPresent(instant -> values.put(SUBMITTED, instant.toString()));
        values.put(NAME, name);
        values.put(SCRIPT, script);
        values.values().removeIf(String::isEmpty);
        return new JobInfo(values);
    }

    /** Empty if the info names no job. */
    static Optional<SlurmJob> of(JobInfo info) {
        return info.get(ID)
                .filter(SlurmJob::isId)
                .map(id -> new SlurmJob(
                        id,
                        info.get(CLUSTER).orElse(""),
                        info.get(CLUSTERS).isPresent(),
                        info.get(SUBMITTED).flatMap(SlurmJob::instant),
                        info.get(NAME).orElse(""),
                        info.get(SCRIPT).orElse("")));
    }

    /** {@code 18} or {@code 18_3}. */
    static boolean isId(String text) {
        return ID_FORM.matcher(text).matches();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether a record of this number is of this very job. A requeued job has a later submit time, but name and script stay. */
    boolean is(JobRecord found) {
        boolean early = submitted.isPresent()
                && found.submitted().isPresent()
                && found.submitted().get().isBefore(submitted.get().minus(CLOCK_ERROR));
        return id.equals(found.id()) && !early && same(name, found.name()) && same(script, found.script());
    }

    private static boolean same(String ours, String theirs) {
        return ours.isEmpty() || theirs.isEmpty() || ours.equals(theirs) || theirs.startsWith(ours + " ");
    }
}
