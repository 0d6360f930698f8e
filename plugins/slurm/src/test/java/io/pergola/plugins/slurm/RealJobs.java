package io.pergola.plugins.slurm;

import io.pergola.spi.JobInfo;
import io.pergola.spi.JobRequest;
import io.pergola.spi.JobState;
import io.pergola.spi.JobStatus;
import io.pergola.spi.NodeRequest;
import io.pergola.spi.Scheduler;
import io.pergola.testkit.SlurmCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.opentest4j.AssertionFailedError;

/** Jobs on a real Slurm. */
final class RealJobs {

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final Map<String, List<String>> schedule = new HashMap<>();
    private final Map<String, List<String>> options = new HashMap<>();
    private final Scheduler scheduler;
    private NodeRequest nodes = new NodeRequest.Between(1, OptionalInt.of(1));

    RealJobs(SlurmCluster cluster, Path directory) {
        this.directory = directory;
        this.scheduler = new SlurmProvider().create(cluster.context(directory));
    }

    Scheduler scheduler() {
        return scheduler;
    }

    RealJobs schedule(String key, String... values) {
        schedule.put(key, List.of(values));
        return this;
    }

    RealJobs option(String key, String... values) {
        options.put(key, List.of(values));
        return this;
    }

    RealJobs on(String... names) {
        nodes = new NodeRequest.Exactly(List.of(names));
        return this;
    }

    RealJobs nodes(int count) {
        nodes = new NodeRequest.Between(count, OptionalInt.of(count));
        return this;
    }

    JobInfo submit(String name, String body) {
        var request = new JobRequest(name, nodes, LIMIT, schedule, options, log(name));
        var lines = new ArrayList<>(List.of("#!/bin/bash"));
        lines.addAll(scheduler.header(request).lines());
        lines.add(body);
        try {
            Path script = Files.write(directory.resolve(name + ".sh"), lines);
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
            return scheduler.kickoff(request, script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path log(String name) {
        return directory.resolve(name + ".log");
    }

    String output(String name) {
        try {
            return Files.exists(log(name)) ? Files.readString(log(name)) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JobStatus status(JobInfo job) {
        return Map.copyOf(scheduler.jobStatus(List.of(job)))
                .getOrDefault(job, new JobStatus(JobState.UNKNOWN, "left out"));
    }

    /** Until the job is in that state and the words hold this. */
    void await(JobInfo job, JobState state, String words) {
        await(() -> {
            JobStatus status = status(job);
            return status.state() == state && status.reason().contains(words)
                    ? ""
                    : "expected " + state + " '" + words + "', but it is " + status;
        });
    }

    void awaitRunning(JobInfo job) {
        await(job, JobState.SCHED_STARTUP, "");
    }

    static void await(Supplier<String> look) {
        await(PATIENCE, look);
    }

    static void await(Duration patience, Supplier<String> look) {
        long end = System.nanoTime() + patience.toNanos();
        String wrong = look.get();
        while (!wrong.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new AssertionFailedError("After " + patience.toSeconds() + " s: " + wrong);
            }
            pause();
            wrong = look.get();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(100));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionFailedError("Interrupted while waiting", e);
        }
    }
}
