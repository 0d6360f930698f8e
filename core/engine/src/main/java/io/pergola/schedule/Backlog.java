package io.pergola.schedule;

import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/**
 * Jobs of a series that wait until their user's others leave room, and what ends the wait.
 *
 * @param runs numbers of the runs that were planned; the members of the jobs are places in this list
 * @param jobs those that were not handed over yet
 * @param limits what holds for all of them
 */
public record Backlog(List<Integer> runs, List<PlannedJob> jobs, Limits limits) {

    /**
     * How many jobs at once, and how many failures.
     *
     * @param mostInQueue jobs of the user that may wait or run at once; 0 for any number
     * @param stopAfter chunks that may fail before the others are cancelled; 0 for any number
     */
    public record Limits(int mostInQueue, int stopAfter) {

        /** Any number of jobs, and of failures. */
        public static final Limits NONE = new Limits(0, 0);
    }

    /** Copies the lists. */
    public Backlog {
        runs = List.copyOf(runs);
        jobs = List.copyOf(jobs);
    }

    /** Whether somebody has to stay with it: to hand over more, or to see whether too much fails. */
    public boolean isOpen() {
        return !jobs.isEmpty() || limits.stopAfter() > 0;
    }

    /** The same without some of its jobs. */
    Backlog without(Collection<PlannedJob> some) {
        Set<List<Integer>> gone = new HashSet<>();
        some.forEach(job -> gone.add(job.members()));
        return new Backlog(
                runs, jobs.stream().filter(job -> !gone.contains(job.members())).toList(), limits);
    }

    /** Numbers of the runs that wait. */
    public List<Integer> waiting() {
        return jobs.stream()
                .flatMap(job -> job.members().stream())
                .map(runs::get)
                .toList();
    }

    /** For a file. */
    public Value.Entries toValue() {
        var values = new LinkedHashMap<String, Value>();
        values.put("max_jobs_in_queue", Value.of(limits.mostInQueue()));
        values.put("stop_after", Value.of(limits.stopAfter()));
        values.put("runs", new Value.Items(runs.stream().map(Value::of).toList()));
        values.put(
                "jobs",
                new Value.Items(jobs.stream().map(PlannedJobValue::write).toList()));
        return new Value.Entries(values);
    }

    /** Reads it back. */
    public static Backlog of(Value.Entries entries) {
        var jobs = new ArrayList<PlannedJob>();
        if (entries.values().get("jobs") instanceof Value.Items(List<Value> items)) {
            for (Value item : items) {
                if (item instanceof Value.Entries job) {
                    jobs.add(PlannedJobValue.read(job));
                }
            }
        }
        var limits = new Limits(
                PlannedJobValue.number(entries.values(), "max_jobs_in_queue", 0),
                PlannedJobValue.number(entries.values(), "stop_after", 0));
        return new Backlog(PlannedJobValue.numbers(entries.values(), "runs"), jobs, limits);
    }
}
