package io.pergola.plugins.slurm;

import io.pergola.spi.Availability;
import io.pergola.spi.CancelOutcome;
import io.pergola.spi.CommandResult;
import io.pergola.spi.JobArrays;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobRequest;
import io.pergola.spi.JobStatus;
import io.pergola.spi.KickoffHeader;
import io.pergola.spi.LaunchCommand;
import io.pergola.spi.LaunchRequest;
import io.pergola.spi.NodeInventory;
import io.pergola.spi.NodeSet;
import io.pergola.spi.NodeStart;
import io.pergola.spi.Scheduler;
import io.pergola.spi.SchedulerContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Slurm, through its commands. */
final class SlurmScheduler implements Scheduler {

    private static final List<String> PROGRAMS = List.of("sbatch", "squeue", "scancel", "scontrol");

    private final SlurmCommands commands;
    private final SlurmInventory inventory;
    private final Submission submission;
    private final SlurmArrays arrays;
    private final Trial trial;
    private final StatusQuestion status;
    private final Cancellation cancellation;
    private final Allocation allocation;

    private SlurmScheduler(SchedulerContext context) {
        this.commands = new SlurmCommands(context.commands());
        var queue = new Queue(commands);
        var installation = new Installation(commands);
        var finder = new JobFinder(queue, installation);
        this.inventory = new SlurmInventory(commands, machine(context.environment()));
        this.trial = new Trial(commands);
        this.submission = new Submission(commands, queue, installation, context.clock());
        this.arrays = new SlurmArrays(submission, installation);
        this.status = new StatusQuestion(finder, new Accounting(commands), new StatusWords(this::userName));
        this.cancellation = new Cancellation(finder, commands);
        this.allocation = new Allocation(context.environment(), commands);
    }

    static SlurmScheduler of(SchedulerContext context) {
        return new SlurmScheduler(context);
    }

    private static String machine(Map<String, String> environment) {
        return environment.getOrDefault("SLURM_CONF", "") + " " + environment.getOrDefault("SLURM_CLUSTERS", "");
    }

    @Override
    public Availability available() {
        List<String> missing = PROGRAMS.stream()
                .filter(program -> commands.find(program).isEmpty())
                .toList();
        return missing.isEmpty() ? Availability.yes() : Availability.no("not in PATH: " + String.join(", ", missing));
    }

    @Override
    public Optional<String> version() {
        CommandResult result = commands.run(List.of("sbatch", "--version"), Duration.ofSeconds(5));
        String path = commands.find("sbatch").orElse("sbatch");
        return result.ok() ? Optional.of(result.stdout().strip() + " (" + path + ")") : Optional.empty();
    }

    @Override
    public void check(Map<String, List<String>> schedule, Map<String, List<String>> options) {
        trial.check(new SlurmOptions(schedule, options));
    }

    @Override
    public KickoffHeader header(JobRequest job) {
        return JobHeader.of(job, inventory::reservationsOf);
    }

    @Override
    public JobInfo kickoff(JobRequest job, Path script) {
        return submission.submit(job, script);
    }

    @Override
    public Map<JobInfo, JobStatus> jobStatus(Collection<JobInfo> jobs) {
        return status.answer(jobs);
    }

    @Override
    public Map<JobInfo, CancelOutcome> cancel(Collection<JobInfo> jobs) {
        return cancellation.cancel(jobs);
    }

    @Override
    public NodeSet allocationNodes(JobInfo job) {
        return allocation.nodes();
    }

    @Override
    public LaunchCommand testCommand(LaunchRequest request) {
        return Launch.of(request);
    }

    @Override
    public List<String> startOn(NodeStart start) {
        return allocation.startOn(start);
    }

    @Override
    public Optional<NodeInventory> inventory() {
        return Optional.of(inventory);
    }

    @Override
    public Optional<JobArrays> arrays() {
        return Optional.of(arrays);
    }

    private String userName(String number) {
        CommandResult result = commands.run(List.of("id", "-un", number), Duration.ofSeconds(5));
        return result.ok() && !result.stdout().isBlank()
                ? "user " + result.stdout().strip()
                : "the user of number " + number;
    }
}
