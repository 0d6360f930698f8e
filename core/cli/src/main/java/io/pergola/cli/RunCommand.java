package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.build.BuildOutcome;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.RunId;
import io.pergola.model.SchedulerException;
import io.pergola.resolve.Resolution;
import io.pergola.resolve.ResolvedTest;
import io.pergola.schedule.Backlog;
import io.pergola.schedule.JobStart;
import io.pergola.series.SeriesStart;
import io.pergola.store.RunDirectory;
import io.pergola.store.SeriesDirectory;
import io.pergola.store.Store;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pergola run}. */
@Command(
        name = "run",
        description = "Run tests, follow them, and show what came of them.",
        footer = {
            "",
            "A test is named SUITE, SUITE.TEST or SUITE.TEST.PERMUTATION; TEST and PERMUTATION may hold * ? [].",
            "A count before or after repeats it: '3*demo.hello' or 'demo.hello*3'.",
            "",
            "Examples:",
            "  pergola run demo                       every test of the suite 'demo'",
            "  pergola run demo.triad -c run.timeout=60",
            "  pergola run -m quick -H login hpc      with the mode 'quick', as on the host 'login'",
            "  pergola run --dry-run demo             show the jobs and their scripts, submit nothing",
            "  pergola run -d demo                    return once the tests are handed to the scheduler",
            "",
            "Ctrl-C leaves the tests running; a second one within 3 seconds cancels them."
        })
final class RunCommand implements PlainCommand {

    private final Context context;

    @Mixin
    private RequestOptions request = new RequestOptions();

    @Option(
            names = {"-n", "--name"},
            paramLabel = "NAME",
            description = "Name of the series (default: cmdline).")
    private String name = "cmdline";

    @Option(
            names = {"-d", "--detach"},
            description = "Return once the tests are handed to the scheduler.")
    private boolean detach;

    @Option(
            names = {"-b", "--build-only"},
            description = "Build what the tests need, and run nothing.")
    private boolean buildOnly;

    @Option(
            names = {"-r", "--rebuild"},
            description = "Build again what was built before.")
    private boolean rebuild;

    @Option(
            names = {"-i", "--ignore-errors"},
            description = "Run what can be run, though other tests cannot be resolved.")
    private boolean ignoreErrors;

    @Option(
            names = {"-j", "--json"},
            description = "Print what came of the tests as JSON.")
    private boolean json;

    @Option(
            names = "--dry-run",
            description = "Show the jobs that would be submitted, their nodes and scripts; make nothing.")
    private boolean dryRun;

    @Option(
            names = "--max-jobs-in-queue",
            paramLabel = "N",
            description =
                    "Have at most N jobs wait and run at once, counting all of yours; the others follow as these end.")
    private @Nullable Integer mostInQueue;

    @Option(
            names = "--stop-after",
            paramLabel = "K",
            description = "Once K chunks have failed, submit no more, and cancel what waits.")
    private @Nullable Integer stopAfter;

    @Mixin
    private GroupOption group = new GroupOption();

    @Mixin
    private ReportOption report = new ReportOption();

    RunCommand(Context context) {
        this.context = context;
    }

    @Override
    public boolean words(List<String> words) {
        request.tests(words);
        return true;
    }

    @Override
    public Integer call() throws InterruptedException {
        int most = atLeastOne("--max-jobs-in-queue", mostInQueue);
        int failures = atLeastOne("--stop-after", stopAfter);
        group.check();
        Pergola pergola = context.pergola();
        pergola.refuseUnsafe();
        Resolution resolution = resolve(pergola);
        report.skip(context, resolution.skipped());
        if (resolution.tests().isEmpty()) {
            context.screen().info("Nothing to run: every test that was asked for is skipped.");
            report.write(context);
            return ExitCode.OK;
        }
        int worst = resolution.failed() > 0 ? ExitCode.USAGE : ExitCode.OK;
        LinkedHashMap<String, List<ResolvedTest>> byArea = new LinkedHashMap<>();
        resolution.tests().forEach(test -> byArea.computeIfAbsent(test.label(), label -> new ArrayList<>())
                .add(test));
        return dryRun
                ? Math.max(worst, show(pergola, byArea))
                : run(pergola, byArea, worst, limits(pergola, most, failures));
    }

    /** What an option says; 0 where it was left out. */
    private static int atLeastOne(String option, @Nullable Integer number) {
        if (number != null && number < 1) {
            throw new ConfigException(Problem.error(option + " takes a whole number of at least 1, not " + number)
                    .help("leave the option out for any number"));
        }
        return number == null ? 0 : number;
    }

    private int show(Pergola pergola, Map<String, List<ResolvedTest>> byArea) {
        var dry = new DryRun(context, json);
        byArea.forEach((label, tests) -> {
            SchedulerUse.check(pergola, tests);
            dry.add(pergola.jobs().kickoff(pergola.stores().store(label).orElseThrow()), tests);
        });
        return dry.end();
    }

    private int run(Pergola pergola, Map<String, List<ResolvedTest>> byArea, int sofar, Backlog.Limits limits)
            throws InterruptedException {
        var outcome = new RunOutcome(context, json, report);
        int worst = sofar;
        for (var area : byArea.entrySet()) {
            Store store = pergola.stores().store(area.getKey()).orElseThrow();
            worst = Math.max(worst, start(pergola, store, area.getValue(), limits, outcome));
        }
        if (buildOnly) {
            return Math.max(worst, outcome.built());
        }
        return Math.max(worst, detach ? outcome.started() : outcome.follow());
    }

    private Resolution resolve(Pergola pergola) {
        var progress = new ProgressLine(context.screen());
        progress.draw("Resolving tests ...");
        Resolution resolution = pergola.resolver().resolve(request.toRequest());
        progress.clear();
        var printer = new ProblemPrinter(context.screen());
        boolean broken = resolution.failed() > 0;
        if (broken && (!ignoreErrors || resolution.tests().isEmpty())) {
            throw new ConfigException(resolution.problems());
        }
        printer.print(resolution.problems());
        resolution.skipped().forEach(skipped -> context.screen()
                .info("skipped " + skipped.name() + ": " + skipped.reason()));
        return resolution;
    }

    private int start(Pergola pergola, Store store, List<ResolvedTest> tests, Backlog.Limits limits, RunOutcome outcome)
            throws InterruptedException {
        SchedulerUse.check(pergola, tests);
        if (buildOnly) {
            refuseOnNodes(tests);
        }
        var progress = new ProgressLine(context.screen());
        progress.draw("Creating " + tests.size() + " test runs ...");
        SeriesStart start = pergola.jobs().seriesStart(store);
        if (rebuild) {
            start.rebuild();
        }
        SeriesDirectory series = start.create(name, tests, pergola.user(), pergola.sysName(), pergola.self());
        group.add(context, store, series);
        List<RunId> ids = start.directories().stream().map(RunDirectory::id).toList();
        progress.clear();
        outcome.begin(store, series, ids);
        start.build(
                () -> pergola.builder(store), pergola.site().settings().buildThreads(), (run, built, done, total) -> {
                    progress.draw("Building " + done + "/" + total + " ...");
                    if (built instanceof BuildOutcome.Failed(var state, String why)) {
                        progress.clear();
                        new ProblemPrinter(context.screen())
                                .print(List.of(
                                        Problem.error("the build of " + run.name() + " failed (" + state + "): " + why)
                                                .help(hint(run))));
                    }
                });
        progress.clear();
        if (buildOnly) {
            start.endBuilt();
            return ExitCode.OK;
        }
        return limits.equals(Backlog.Limits.NONE)
                ? kickoff(start.kickoff(pergola.jobs().kickoff(store)), outcome)
                : kickoff(little(pergola, store, start, series, limits), outcome);
    }

    private static void refuseOnNodes(List<ResolvedTest> tests) {
        List<Problem> problems = tests.stream()
                .filter(test -> test.build().onNodes())
                .map(test -> Problem.error(
                                test.name() + " is built inside its job (build.on_nodes), and --build-only makes none")
                        .help("run it, or leave it out"))
                .toList();
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    /** What shows more: of a build whose script did not start there is no log, but perhaps something happened before. */
    private static String hint(RunDirectory run) {
        return "pergola log " + (Files.exists(run.buildLog()) ? "build " : "states ") + run.id();
    }

    /** The stricter of the command's and the site's. */
    private static Backlog.Limits limits(Pergola pergola, int mostInQueue, int stopAfter) {
        int site = pergola.site().settings().maxJobsInQueue();
        int most = mostInQueue == 0 || site == 0 ? Math.max(mostInQueue, site) : Math.min(mostInQueue, site);
        return new Backlog.Limits(most, stopAfter);
    }

    /** What may be handed over now; the rest is left to a process of its own. */
    private List<JobStart> little(
            Pergola pergola, Store store, SeriesStart start, SeriesDirectory series, Backlog.Limits limits) {
        List<JobStart> starts = start.handOver(pergola.jobs().handover(store, series), limits);
        if (series.hasHandover()) {
            pergola.jobs().handOverInBackground(store, series);
            long handed =
                    starts.stream().filter(JobStart.Launched.class::isInstance).count();
            if (limits.mostInQueue() > 0) {
                context.screen()
                        .info(handed + (handed == 1 ? " job was" : " jobs were") + " handed over; the others follow as"
                                + " jobs end, at most " + limits.mostInQueue() + " at once.");
            }
        }
        return starts;
    }

    private int kickoff(List<JobStart> jobs, RunOutcome outcome) {
        int worst = ExitCode.OK;
        for (JobStart job : jobs) {
            switch (job) {
                case JobStart.Launched launched -> outcome.launched(launched);
                case JobStart.Refused(var unused, SchedulerException why) -> {
                    new ProblemPrinter(context.screen()).print(List.of(SchedulerProblem.of(why)));
                    worst = ExitCode.SYSTEM;
                }
            }
        }
        return worst;
    }
}
