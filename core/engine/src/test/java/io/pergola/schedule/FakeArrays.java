package io.pergola.schedule;

import io.pergola.model.SchedulerException;
import io.pergola.spi.ArrayRequest;
import io.pergola.spi.Availability;
import io.pergola.spi.CancelOutcome;
import io.pergola.spi.JobArrays;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobRequest;
import io.pergola.spi.JobState;
import io.pergola.spi.JobStatus;
import io.pergola.spi.KickoffHeader;
import io.pergola.spi.LaunchCommand;
import io.pergola.spi.LaunchRequest;
import io.pergola.spi.NodeInventory;
import io.pergola.spi.NodeSet;
import io.pergola.spi.Scheduler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A batch system that takes arrays, and only so many jobs in all. */
public final class FakeArrays implements Scheduler, JobArrays {

    public final List<String> submissions = Collections.synchronizedList(new ArrayList<>());
    public final List<Path> scripts = Collections.synchronizedList(new ArrayList<>());
    public int largest = 100;
    public int room = 1000;

    public @Nullable NodeInventory inventory;

    public int cancelled;
    private int number;

    @Override
    public int largest(JobRequest job) {
        return largest;
    }

    @Override
    public String indexVariable() {
        return "INDEX";
    }

    @Override
    public List<JobInfo> kickoff(ArrayRequest array) {
        boolean fits = array.count() <= room;
        submissions.add((fits ? "" : "no ") + array.first() + "-" + array.last() + " "
                + array.job().name());
        scripts.add(array.script());
        if (!fits) {
            return List.of();
        }
        room -= array.count();
        number++;
        return IntStream.rangeClosed(array.first(), array.last())
                .mapToObj(index -> new JobInfo(Map.of("id", number + "_" + index)))
                .toList();
    }

    @Override
    public JobInfo kickoff(JobRequest job, Path script) {
        submissions.add((room < 1 ? "no " : "") + job.name());
        scripts.add(script);
        if (room < 1) {
            throw new SchedulerException("full", null);
        }
        room--;
        return new JobInfo(Map.of("id", Integer.toString(++number)));
    }

    @Override
    public Optional<JobArrays> arrays() {
        return Optional.of(this);
    }

    @Override
    public Availability available() {
        return Availability.yes();
    }

    @Override
    public KickoffHeader header(JobRequest job) {
        return new KickoffHeader(List.of("#FAKE " + job.name()));
    }

    @Override
    public Map<JobInfo, JobStatus> jobStatus(Collection<JobInfo> jobs) {
        var states = new HashMap<JobInfo, JobStatus>();
        jobs.forEach(job -> states.put(job, new JobStatus(JobState.SCHEDULED, "")));
        return states;
    }

    @Override
    public Map<JobInfo, CancelOutcome> cancel(Collection<JobInfo> jobs) {
        var outcomes = new HashMap<JobInfo, CancelOutcome>();
        jobs.forEach(job -> outcomes.put(job, CancelOutcome.done()));
        cancelled += jobs.size();
        return outcomes;
    }

    @Override
    public NodeSet allocationNodes(JobInfo job) {
        throw new SchedulerException("not inside a job", null);
    }

    @Override
    public LaunchCommand testCommand(LaunchRequest request) {
        return LaunchCommand.NONE;
    }

    @Override
    public Optional<NodeInventory> inventory() {
        return Optional.ofNullable(inventory);
    }
}
