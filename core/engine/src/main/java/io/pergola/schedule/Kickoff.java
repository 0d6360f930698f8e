package io.pergola.schedule;

import io.pergola.model.RunState;
import io.pergola.model.SchedulerException;
import io.pergola.model.StateEntry;
import io.pergola.model.StoreException;
import io.pergola.script.KickoffScript;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobRequest;
import io.pergola.spi.NodeRequest;
import io.pergola.spi.Scheduler;
import io.pergola.store.JobDirectory;
import io.pergola.store.NewJob;
import io.pergola.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Groups runs into jobs and submits these. A run is told its job before the scheduler is, so that none is ever without. */
public final class Kickoff {

    /** Not that of a test: the script is ours, whatever its tests are written in. */
    private static final String SHEBANG = "#!/bin/bash";

    private static final int NAMES_IN_JOB_NAME = 4;
    private static final int LONGEST_JOB_NAME = 200;

    private final Store store;
    private final Schedulers schedulers;
    private final KickoffSettings settings;
    private final InstantSource clock;

    /** For the runs of one working directory. */
    public Kickoff(Store store, Schedulers schedulers, KickoffSettings settings, InstantSource clock) {
        this.store = store;
        this.schedulers = schedulers;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Submits runs, as few jobs as their {@code schedule} sections allow. Runs whose job is refused end in
     * {@code SCHED_ERROR}; the others go on.
     *
     * @throws io.pergola.model.PluginException if a scheduler does not exist or is broken
     */
    public List<JobStart> start(List<PlannedRun> runs) {
        Map<ShareKey, List<PlannedRun>> shared = runs.stream()
                .collect(
                        Collectors.groupingBy(run -> ShareKey.of(run.test()), LinkedHashMap::new, Collectors.toList()));
        var started = new ArrayList<JobStart>();
        shared.forEach((key, sharing) -> started.add(submit(key, sharing)));
        return started;
    }

    private JobStart submit(ShareKey key, List<PlannedRun> runs) {
        Scheduler scheduler = schedulers.get(key.scheduler());
        String name = jobName(runs);
        JobDirectory job = store.createJob(new NewJob(
                name,
                key.scheduler(),
                runs.stream().map(PlannedRun::directory).toList(),
                PilotTask.write(runs.stream().map(PilotTask::of).toList())));
        runs.forEach(run -> run.directory().assignJob(job));
        try {
            var request = new JobRequest(
                    name,
                    new NodeRequest.Between(1, OptionalInt.of(1)),
                    null,
                    key.schedule(),
                    key.options(),
                    job.schedulerLog());
            writeScript(job, scheduler.header(request).lines());
            // Said before the scheduler knows of the job: the pilot's own lines must come after it.
            record(runs, "Handed to the scheduler " + schedulers.serving(key.scheduler()) + " as job " + job.id());
            JobInfo info = scheduler.kickoff(request, job.kickoff());
            job.writeInfo(info.values());
            return new JobStart(job, runs, null);
        } catch (SchedulerException e) {
            runs.forEach(run -> run.directory()
                    .end(StateEntry.of(clock.instant(), RunState.SCHED_ERROR, String.valueOf(e.getMessage())), null));
            return new JobStart(job, runs, e);
        }
    }

    private void record(List<PlannedRun> runs, String note) {
        runs.forEach(run -> run.directory().append(StateEntry.of(clock.instant(), RunState.SCHEDULED, note)));
    }

    private void writeScript(JobDirectory job, List<String> header) {
        String program = settings.program().toString();
        String workingDirectory = store.path().toString();
        String text = new KickoffScript(
                        SHEBANG,
                        header,
                        settings.umask(),
                        job.kickoffLog(),
                        settings.exports(),
                        settings.setup(),
                        List.of(program, "_pilot", workingDirectory, job.id()),
                        List.of(program, "_pilot", "--sweep", workingDirectory, job.id()))
                .text();
        Path script = job.kickoff();
        try {
            Files.writeString(script, text);
            var permissions = EnumSet.copyOf(Files.getPosixFilePermissions(script));
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            Files.setPosixFilePermissions(script, permissions);
        } catch (IOException e) {
            throw new StoreException("cannot write " + script + ": " + e.getMessage(), e);
        }
    }

    private static String jobName(List<PlannedRun> runs) {
        String names = runs.stream()
                .limit(NAMES_IN_JOB_NAME)
                .map(run -> run.test().name())
                .collect(Collectors.joining(","));
        String all = ("pergola_" + names).replaceAll("[^A-Za-z0-9.,_-]", "_");
        return all.substring(0, Math.min(all.length(), LONGEST_JOB_NAME));
    }
}
