package io.pergola.cli;

import io.pergola.app.Environment;
import io.pergola.app.Pergola;
import io.pergola.resolve.ResolvedTest;
import io.pergola.resolve.RunRequest;
import io.pergola.schedule.JobStart;
import io.pergola.schedule.Kickoff;
import io.pergola.schedule.KickoffSettings;
import io.pergola.schedule.Schedulers;
import io.pergola.series.SeriesStart;
import io.pergola.spi.Availability;
import io.pergola.spi.CancelOutcome;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobRequest;
import io.pergola.spi.JobStatus;
import io.pergola.spi.KickoffHeader;
import io.pergola.spi.LaunchCommand;
import io.pergola.spi.LaunchRequest;
import io.pergola.spi.NodeSet;
import io.pergola.spi.Scheduler;
import io.pergola.store.JobDirectory;
import io.pergola.store.Store;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A job whose kickoff script no scheduler was given, so that its pilot can be run in this process.
 *
 * @param workingDir where it is
 * @param id its id
 * @param pending the number of a run that no job carries
 */
record JobForTraining(Path workingDir, String id, int pending) {

    /** All tests of a suite. */
    static JobForTraining prepare(Environment environment, String suite) {
        Pergola pergola = Pergola.open(environment);
        Store store = pergola.stores().store(pergola.site().mainArea().label()).orElseThrow();
        List<ResolvedTest> tests =
                pergola.resolver().resolve(RunRequest.of(suite)).tests();
        SeriesStart series = start(pergola, store, tests);
        Schedulers unsubmitted = name -> new Unsubmitted(pergola.schedulers().get(name), pergola.hostName());
        var kickoff = new Kickoff(
                store,
                unsubmitted,
                pergola.nodePlans(),
                new KickoffSettings(environment.program(), new LinkedHashMap<>(), 0002, List.of(), pergola.self()),
                environment.clock());
        if (!(series.kickoff(kickoff).getFirst() instanceof JobStart.Launched(JobDirectory job, var unused))) {
            throw new IllegalStateException("The suite " + suite + " cannot be started");
        }
        SeriesStart waiting = start(pergola, store, tests.subList(0, 1));
        return new JobForTraining(
                store.path(), job.id(), waiting.directories().getFirst().id().number());
    }

    private static SeriesStart start(Pergola pergola, Store store, List<ResolvedTest> tests) {
        SeriesStart series = pergola.jobs().seriesStart(store);
        series.create("training", tests, pergola.user(), pergola.sysName(), pergola.self());
        return series;
    }

    /** Another scheduler, but for the submission. */
    private record Unsubmitted(Scheduler other, String host) implements Scheduler {

        @Override
        public Availability available() {
            return other.available();
        }

        @Override
        public KickoffHeader header(JobRequest job) {
            return other.header(job);
        }

        @Override
        public JobInfo kickoff(JobRequest job, Path script) {
            return new JobInfo(Map.of("host", host));
        }

        @Override
        public Map<JobInfo, JobStatus> jobStatus(Collection<JobInfo> jobs) {
            return Map.of();
        }

        @Override
        public Map<JobInfo, CancelOutcome> cancel(Collection<JobInfo> jobs) {
            return Map.of();
        }

        @Override
        public NodeSet allocationNodes(JobInfo job) {
            return other.allocationNodes(job);
        }

        @Override
        public LaunchCommand testCommand(LaunchRequest request) {
            return other.testCommand(request);
        }
    }
}
