package io.pergola.doctor;

import io.pergola.app.Pergola;
import io.pergola.model.SchedulerException;
import io.pergola.plugin.LoadedScheduler;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobRequest;
import io.pergola.spi.JobState;
import io.pergola.spi.JobStatus;
import io.pergola.spi.NodeRequest;
import io.pergola.spi.OptionKey;
import io.pergola.spi.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

/** Submits a small job that looks at a working directory from a node. */
final class NodeCheck {

    private static final Set<JobState> ENDED = Set.of(JobState.ENDED, JobState.SCHED_ERROR, JobState.SCHED_CANCELLED);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration ASK = Duration.ofSeconds(3);
    /** What an ended job wrote may be seen here later. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final Duration TIME_LIMIT = Duration.ofMinutes(2);
    private static final Duration MOST_SKEW = Duration.ofSeconds(1);
    private static final String CHECK = "a node's view";
    private static final String NOT_SEEN = "Set working_dir to a directory that the nodes mount at the same path";

    private final String name;
    private final Pergola pergola;
    private final Path workingDir;
    private final DoctorOptions options;

    NodeCheck(String name, Pergola pergola, Path workingDir, DoctorOptions options) {
        this.name = name;
        this.pergola = pergola;
        this.workingDir = workingDir;
        this.options = options;
    }

    Check check() {
        return new Check(CHECK, this::look);
    }

    private void look(Findings findings) throws IOException, InterruptedException {
        if (!SchedulerChecks.usable(pergola, name)) {
            return;
        }
        Scheduler scheduler = pergola.schedulers().get(name);
        try (Scratch scratch = Scratch.in(PlaceChecks.nearest(workingDir))) {
            var answer = new NodeAnswer(scratch.path());
            JobRequest request = request(scratch.resolve("log"));
            Path script = answer.write(
                    scheduler.header(request).lines(), pergola.environment().installation());
            JobInfo job = scheduler.kickoff(request, script);
            try {
                follow(findings, scheduler, job, answer, scratch);
            } finally {
                cancel(scheduler, job);
            }
        }
    }

    private JobRequest request(Path log) {
        LoadedScheduler loaded =
                Objects.requireNonNull(pergola.plugins().schedulers().get(name));
        Map<String, List<String>> settings = new HashMap<>();
        for (OptionKey option : loaded.info().options()) {
            settings.put(option.name(), option.defaults());
        }
        return new JobRequest(
                "pergola_doctor", new NodeRequest.Between(1, OptionalInt.of(1)), TIME_LIMIT, Map.of(), settings, log);
    }

    private void follow(Findings findings, Scheduler scheduler, JobInfo job, NodeAnswer answer, Scratch scratch)
            throws IOException, InterruptedException {
        InstantSource clock = pergola.environment().clock();
        Instant start = clock.instant();
        Instant nextQuestion = start.plus(ASK);
        JobStatus status = new JobStatus(JobState.UNKNOWN, "");
        while (!answer.isThere()) {
            Instant now = clock.instant();
            if (now.isAfter(start.plus(options.nodeWait()))) {
                findings.warning(
                        CHECK,
                        "no answer within " + options.nodeWait().toSeconds() + " s; the job " + id(job) + " was "
                                + words(status) + " and is cancelled",
                        "Wait for longer with --node-wait SECONDS, or see why it waits");
                return;
            }
            if (now.isAfter(nextQuestion)) {
                status =
                        Objects.requireNonNull(scheduler.jobStatus(List.of(job)).get(job));
                nextQuestion = now.plus(ASK);
                if (ENDED.contains(status.state())) {
                    ended(findings, job, answer, status, scratch);
                    return;
                }
            }
            Thread.sleep(LOOK);
        }
        tell(findings, answer, scratch);
    }

    private void ended(Findings findings, JobInfo job, NodeAnswer answer, JobStatus status, Scratch scratch)
            throws IOException, InterruptedException {
        for (Instant end = Instant.now().plus(GRACE); Instant.now().isBefore(end) && !answer.isThere(); ) {
            Thread.sleep(LOOK);
        }
        if (answer.isThere()) {
            tell(findings, answer, scratch);
            return;
        }
        Path log = scratch.resolve("log");
        String printed = Files.isReadable(log) ? Files.readString(log).strip() : "";
        findings.error(
                CHECK,
                "the job " + id(job) + " is " + words(status) + ", but nothing that it wrote is seen in " + workingDir
                        + (printed.isEmpty()
                                ? ""
                                : "; it printed: " + printed.lines().findFirst().orElse("")),
                NOT_SEEN);
    }

    private static String id(JobInfo job) {
        return job.get("id").orElse("");
    }

    private static String words(JobStatus status) {
        return status.state() + (status.reason().isEmpty() ? "" : " (" + status.reason() + ")");
    }

    private void tell(Findings findings, NodeAnswer answer, Scratch scratch) throws IOException {
        NodeAnswer.Seen seen = answer.read();
        if (seen.token()) {
            findings.ok(CHECK, seen.host() + " sees " + workingDir);
        } else {
            findings.error(CHECK, seen.host() + " sees another " + workingDir + " than this host", NOT_SEEN);
        }
        if (seen.java().contains("version")) {
            findings.ok("a node's Java", seen.java());
        } else if (!seen.java().equals("none")) {
            findings.error(
                    "a node's Java",
                    "cannot be started on " + seen.host() + ": " + seen.java(),
                    "Put the distribution where the nodes see it, built for their kind of machine");
        }
        Duration here = FileSystemTrial.Skew.of(
                        scratch.path(),
                        scratch.resolve("here"),
                        pergola.environment().clock())
                .least();
        seen.ahead().ifPresent(there -> clock(findings, seen.host(), here.minus(there)));
    }

    /** {@code ahead}: how far the node's clock is ahead of this host's, both told by the file server's. */
    private static void clock(Findings findings, String host, Duration ahead) {
        if (ahead.abs().compareTo(MOST_SKEW) > 0) {
            findings.warning(
                    "a node's clock",
                    String.format(
                            "that of %s is %.1f s %s this host's",
                            host, Math.abs(ahead.toMillis()) / 1000.0, ahead.isPositive() ? "ahead of" : "behind"),
                    "Have both set their clocks by NTP; ages and time-outs go wrong by as much");
        } else {
            findings.ok("a node's clock", "agrees with this host's within 1 s");
        }
    }

    private static void cancel(Scheduler scheduler, JobInfo job) {
        try {
            scheduler.cancel(List.of(job));
        } catch (SchedulerException e) {
            // It has a time limit.
            System.getLogger(NodeCheck.class.getName()).log(System.Logger.Level.DEBUG, e.getMessage());
        }
    }
}
