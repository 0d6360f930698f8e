package io.pergola.plugin;

import io.pergola.model.NodeInfo;
import io.pergola.model.SchedulerException;
import io.pergola.spi.ArrayRequest;
import io.pergola.spi.Availability;
import io.pergola.spi.CancelOutcome;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** A plugin's scheduler, held to its contract: whatever breaks it becomes a {@link SchedulerException} with the plugin's name. */
final class GuardedScheduler implements Scheduler {

    private final Scheduler inner;
    private final LoadedScheduler what;
    private final Watch watch;

    GuardedScheduler(Scheduler inner, LoadedScheduler what, Watch watch) {
        this.inner = inner;
        this.what = what;
        this.watch = watch;
    }

    @Override
    public Availability available() {
        return ask("available()", inner::available);
    }

    @Override
    public Optional<String> version() {
        return ask("version()", inner::version);
    }

    @Override
    public KickoffHeader header(JobRequest job) {
        return ask("header()", () -> inner.header(job));
    }

    @Override
    public JobInfo kickoff(JobRequest job, Path script) {
        JobInfo info = ask("kickoff()", () -> inner.kickoff(job, script));
        if (info.get("id").orElse("").isBlank()) {
            throw broken("kickoff() returned a job without an id");
        }
        return info;
    }

    @Override
    public Map<JobInfo, JobStatus> jobStatus(Collection<JobInfo> jobs) {
        return each("jobStatus()", jobs, () -> inner.jobStatus(jobs));
    }

    @Override
    public Duration statusInterval() {
        Duration interval = ask("statusInterval()", inner::statusInterval);
        return interval.isNegative() ? Duration.ZERO : interval;
    }

    @Override
    public Map<JobInfo, CancelOutcome> cancel(Collection<JobInfo> jobs) {
        return each("cancel()", jobs, () -> inner.cancel(jobs));
    }

    @Override
    public NodeSet allocationNodes(JobInfo job) {
        return ask("allocationNodes()", () -> inner.allocationNodes(job));
    }

    @Override
    public void check(Map<String, List<String>> schedule, Map<String, List<String>> options) {
        ask("check()", () -> {
            inner.check(schedule, options);
            return true;
        });
    }

    @Override
    public LaunchCommand testCommand(LaunchRequest request) {
        return ask("testCommand()", () -> inner.testCommand(request));
    }

    @Override
    public List<String> startOn(NodeStart start) {
        return List.copyOf(ask("startOn()", () -> inner.startOn(start)));
    }

    @Override
    public boolean sharesCores() {
        return ask("sharesCores()", inner::sharesCores);
    }

    @Override
    public Optional<NodeInventory> inventory() {
        return ask("inventory()", inner::inventory).map(Inventory::new);
    }

    @Override
    public Optional<JobArrays> arrays() {
        return ask("arrays()", inner::arrays).map(Arrays::new);
    }

    private final class Arrays implements JobArrays {

        private final JobArrays arrays;

        Arrays(JobArrays arrays) {
            this.arrays = arrays;
        }

        @Override
        public int largest(JobRequest job) {
            return ask("arrays().largest()", () -> arrays.largest(job));
        }

        @Override
        public String indexVariable() {
            String name = ask("arrays().indexVariable()", arrays::indexVariable);
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw broken("arrays().indexVariable() is '" + name + "', which is no name of a variable");
            }
            return name;
        }

        @Override
        public List<JobInfo> kickoff(ArrayRequest array) {
            List<JobInfo> infos = ask("arrays().kickoff()", () -> List.copyOf(arrays.kickoff(array)));
            if (!infos.isEmpty() && infos.size() != array.count()) {
                throw broken("arrays().kickoff() returned " + infos.size() + " jobs for " + array.count());
            }
            if (infos.stream().anyMatch(info -> info.get("id").orElse("").isBlank())) {
                throw broken("arrays().kickoff() returned a job without an id");
            }
            return infos;
        }
    }

    private final class Inventory implements NodeInventory {

        private final NodeInventory inventory;

        Inventory(NodeInventory inventory) {
            this.inventory = inventory;
        }

        @Override
        public List<NodeInfo> nodes() {
            return ask("inventory().nodes()", () -> List.copyOf(inventory.nodes()));
        }

        @Override
        public List<NodeInfo> judged(
                List<NodeInfo> nodes, Map<String, List<String>> schedule, Map<String, List<String>> options) {
            return ask("inventory().judged()", () -> List.copyOf(inventory.judged(nodes, schedule, options)));
        }

        @Override
        public Map<String, String> unfit(
                List<NodeInfo> nodes, Map<String, List<String>> schedule, Map<String, List<String>> options) {
            return ask("inventory().unfit()", () -> Map.copyOf(inventory.unfit(nodes, schedule, options)));
        }

        @Override
        public String machine() {
            return ask("inventory().machine()", inventory::machine);
        }

        @Override
        public boolean held() {
            return ask("inventory().held()", inventory::held);
        }

        @Override
        public Map<String, String> topology() {
            return ask("inventory().topology()", () -> Map.copyOf(inventory.topology()));
        }
    }

    /** An answer for each job asked for, in that order, and no others. */
    private <T> Map<JobInfo, T> each(String call, Collection<JobInfo> jobs, Callable<Map<JobInfo, T>> body) {
        Map<JobInfo, T> answers = ask(call, () -> copy(jobs, body.call()));
        for (JobInfo job : jobs) {
            if (!answers.containsKey(job)) {
                throw broken(call + " said nothing of job " + job.get("id").orElse(job.toString()));
            }
        }
        return answers;
    }

    /** Read on the plugin's thread, since the map is the plugin's and may itself throw. */
    private static <T> Map<JobInfo, T> copy(Collection<JobInfo> jobs, Map<JobInfo, T> answers) {
        var copy = new LinkedHashMap<JobInfo, T>();
        for (JobInfo job : jobs) {
            T answer = answers.get(job);
            if (answer != null) {
                copy.put(job, answer);
            }
        }
        return copy;
    }

    private <T> T ask(String call, Callable<T> body) {
        try {
            return watch.call(call, body);
        } catch (BrokenPluginException e) {
            if (e.getCause() instanceof SchedulerException told) {
                throw told;
            }
            SchedulerException failure = broken(e.said(), e.help());
            failure.addSuppressed(e);
            throw failure;
        }
    }

    private SchedulerException broken(String what) {
        return broken(what, Faults.TELL_THE_AUTHOR);
    }

    private SchedulerException broken(String said, String help) {
        return new SchedulerException(
                "The scheduler " + what.info().name() + " of the plugin " + what.plugin() + " " + what.version() + " ("
                        + what.jar() + ") is broken: " + said,
                help);
    }
}
