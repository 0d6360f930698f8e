package io.pergola.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pergola.slots.Ledger;
import io.pergola.spi.policy.Job;
import io.pergola.spi.policy.RunningJob;
import io.pergola.spi.policy.SchedulingPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;

/** A dispatcher in a world whose time is a number, and whose jobs take as long as they are told. */
final class Simulation {

    private record End(Instant time, int number, String job) {}

    final Ledger ledger;
    final Dispatcher dispatcher;
    Instant now = Instant.EPOCH;
    /** When each job started, in milliseconds, in the order of their starts. */
    final Map<String, Long> starts = new LinkedHashMap<>();

    /** How many ranks each job got. */
    final Map<String, Integer> ranks = new HashMap<>();

    final List<String> held = new ArrayList<>();
    private final Map<String, Duration> durations = new HashMap<>();
    private final PriorityQueue<End> ends =
            new PriorityQueue<>(Comparator.comparing(End::time).thenComparing(End::number));
    private int started;

    Simulation(Ledger ledger, SchedulingPolicy policy) {
        this.ledger = ledger;
        this.dispatcher = new Dispatcher(ledger, policy, 3);
    }

    void submit(Duration each, Job... jobs) {
        for (Job job : jobs) {
            durations.put(job.id(), each);
        }
        dispatcher.submit(List.of(jobs)).forEach(this::hold);
    }

    private void hold(HeldJob job) {
        held.add(job.job().id() + ": " + job.why());
    }

    /** Lets the policy decide at this moment. */
    Round decide() {
        Round round = dispatcher.schedule(now);
        assertEquals(List.of(), round.rejected());
        round.held().forEach(this::hold);
        for (RunningJob job : round.started()) {
            String id = job.job().id();
            starts.put(id, now.toEpochMilli());
            ranks.put(id, job.placement().slots().size());
            ends.add(new End(now.plus(durations.get(id)), started++, id));
        }
        return round;
    }

    /** Goes on to the next end; false if nothing runs. */
    boolean step() {
        decide();
        End next = ends.poll();
        if (next == null) {
            return false;
        }
        now = next.time();
        end(next.job());
        while (!ends.isEmpty() && ends.element().time().equals(now)) {
            end(ends.remove().job());
        }
        return true;
    }

    private void end(String job) {
        dispatcher.ended(job, JobEnd.WELL).forEach(this::hold);
    }

    /** Goes on until nothing runs any more. */
    Simulation run() {
        while (step()) {
            // The steps themselves are what is wanted.
        }
        return this;
    }

    /** When a job started, in milliseconds. */
    long startOf(String job) {
        return Objects.requireNonNull(starts.get(job), job);
    }

    /** When each job started, in seconds. */
    String times() {
        var text = new StringBuilder();
        starts.forEach((job, millis) ->
                text.append(text.isEmpty() ? "" : " ").append(job).append('@').append(millis / 1000));
        return text.toString();
    }
}
