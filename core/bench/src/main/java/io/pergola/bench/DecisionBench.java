package io.pergola.bench;

import io.pergola.policy.Dispatcher;
import io.pergola.policy.JobEnd;
import io.pergola.policy.Policies;
import io.pergola.policy.Round;
import io.pergola.spi.policy.Job;
import io.pergola.spi.policy.RunningJob;
import io.pergola.spi.slots.RankRequirements;
import io.pergola.spi.slots.ResourceRequest;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A thousand full nodes of 64 cores and 100,000 jobs in the queue: one ends, another is submitted, and the policy decides what starts.
 * At most 20 microseconds for single-core jobs. As a program it prints the bytes of memory that a queued job takes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(value = 1, jvmArgs = "-XX:+UseSerialGC")
public class DecisionBench {

    private static final int QUEUED = 100_000;

    /** The policy. */
    @Param({"backfill", "priority"})
    public String policy = "backfill";

    /** What is in the queue: single cores; with time limits; a hundred different requests; with one for a hundred whole nodes before them. */
    @Param({"single", "limited", "mixed", "wide"})
    public String queue = "single";

    private Dispatcher dispatcher = new Dispatcher(SlotBench.ledger(1), Policies.standard(), 3);
    private final ArrayDeque<String> running = new ArrayDeque<>();
    private Instant now = Instant.EPOCH;
    private int submitted;

    /** Fills nodes and queue. */
    @Setup
    public void fill() {
        dispatcher =
                new Dispatcher(SlotBench.ledger(1000), Policies.named(policy).orElseThrow(), 3);
        List<Job> first = new ArrayList<>();
        for (int i = 0; i < 64_000; i++) {
            first.add(single());
        }
        dispatcher.submit(first);
        decide();
        List<Job> jobs = new ArrayList<>();
        if (queue.equals("wide")) {
            ResourceRequest nodes = ResourceRequest.of(100, RankRequirements.ofCores(64));
            jobs.add(Job.of("wide", nodes, now).priority(1).build());
        }
        while (jobs.size() < QUEUED) {
            jobs.add(next());
        }
        dispatcher.submit(jobs);
        decide();
    }

    private Job single() {
        Duration walltime =
                queue.equals("single") ? null : Duration.ofHours(100).plusSeconds(submitted);
        return Job.of("job" + submitted++, ResourceRequest.ofCores(1), now)
                .walltime(walltime)
                .build();
    }

    private Job next() {
        int seconds =
                switch (queue) {
                    case "single" -> 0;
                    case "mixed" -> 60 * (1 + submitted % 100);
                    default -> 3600;
                };
        return Job.of("job" + submitted++, ResourceRequest.ofCores(1), now)
                .walltime(seconds == 0 ? null : Duration.ofSeconds(seconds))
                .build();
    }

    private Round decide() {
        Round round = dispatcher.schedule(now);
        for (RunningJob job : round.started()) {
            running.add(job.job().id());
        }
        return round;
    }

    /** One job goes, one comes. */
    @Benchmark
    public Round decision() {
        now = now.plusMillis(1);
        dispatcher.ended(running.remove(), JobEnd.WELL);
        dispatcher.submit(List.of(next()));
        return decide();
    }

    /** Bytes of memory for each job in the queue. */
    public static void main(String[] args) {
        var bench = new DecisionBench();
        bench.dispatcher = new Dispatcher(SlotBench.ledger(1000), Policies.standard(), 3);
        long before = heap();
        for (int i = 0; i < QUEUED; i++) {
            bench.dispatcher.submit(List.of(bench.next()));
        }
        long bytes = (heap() - before) / QUEUED;
        if (bench.dispatcher.queued() != QUEUED) {
            throw new IllegalStateException("Only " + bench.dispatcher.queued() + " are in the queue");
        }
        System.out.printf(Locale.ROOT, "%d%n", bytes);
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
