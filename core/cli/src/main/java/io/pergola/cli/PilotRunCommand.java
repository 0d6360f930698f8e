package io.pergola.cli;

import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.tasks.PilotOptions;
import io.pergola.tasks.PilotPlan;
import io.pergola.tasks.PilotSummary;
import io.pergola.tasks.PilotView.Level;
import io.pergola.tasks.TaskFile;
import io.pergola.tasks.TaskPilot;
import io.pergola.tasks.TaskSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pergola pilot run}. */
@Command(
        name = "run",
        description = "Run tasks, side by side where they fit, until all have ended.",
        footer = {
            "",
            "SIGTERM or Ctrl-C: nothing more is started, what runs may end within --drain, and --resume goes on later.",
            "Exit code: 0 all completed, 1 some failed, 3 some are left, refused or held, 4 the database failed.",
            "",
            "Examples:",
            "  pergola pilot run --cores 64 --tasks tasks.json",
            "  generate | pergola pilot run --nodes 'n[01-16]' --cores 128 --gpus 4 --tasks -",
            "  pergola pilot run --cores 8 --tasks sweep.yaml --on-complete ./refine.sh",
            "  pergola pilot run --resume"
        })
final class PilotRunCommand implements Callable<Integer> {

    private final Context context;

    @Option(names = "--cores", paramLabel = "N", description = "Cores of each node. Without it: those of this host.")
    private @Nullable Integer cores;

    @Option(names = "--nodes", paramLabel = "LIST", description = "The nodes, as in n[01-16]. Without it: this host.")
    private @Nullable String nodes;

    @Option(names = "--gpus", paramLabel = "N", description = "GPUs of each node. Default: 0.")
    private int gpus;

    @Option(
            names = "--mem",
            paramLabel = "SIZE",
            description = "Memory of each node, as in 64GiB. Without it nobody counts memory.")
    private @Nullable String memory;

    @Option(names = "--resources", paramLabel = "SPEC", description = "Named quantities: 'gpu0=1 gpu1=1 license=2'.")
    private @Nullable String resources;

    @Option(
            names = "--tasks",
            paramLabel = "FILE",
            description = "What to run: a JSON list, a JSON task a line, or YAML (.yaml). - is standard input.")
    private @Nullable String tasks;

    @Option(
            names = "--workdir",
            paramLabel = "DIR",
            defaultValue = PilotAsk.WORKDIR,
            description = "The directory of the tasks' directories. Default: ${DEFAULT-VALUE}.")
    private Path workdir = Path.of(PilotAsk.WORKDIR);

    @Option(names = "--db", paramLabel = "FILE", description = "The database. Default: pilot.db in --workdir.")
    private @Nullable Path database;

    @Option(
            names = "--resume",
            description = "Go on with what an earlier pilot left; tasks of --tasks that it knows stay as they are.")
    private boolean resume;

    @Option(names = "--max-workers", paramLabel = "N", description = "The most tasks that run at once.")
    private @Nullable Integer maxWorkers;

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            description = "What starts first: backfill (default), fifo, priority, largest_first, or a plugin's.")
    private @Nullable String policy;

    @Option(
            names = "--on-complete",
            paramLabel = "CMD",
            description = "Run this at each task's end: it reads task and result as JSON, and prints new tasks.")
    private @Nullable String onComplete;

    @Option(
            names = "--callback-timeout",
            paramLabel = "TIME",
            defaultValue = "5min",
            description = "How long --on-complete may take each time. Default: ${DEFAULT-VALUE}.")
    private String callbackLimit = "5min";

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "When the allocation ends: 18:30, a date and time, or +2h. Without it: what Slurm says.")
    private @Nullable String until;

    @Option(
            names = "--drain",
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "How long running tasks may go on after SIGTERM. Default: ${DEFAULT-VALUE}.")
    private String drain = "10s";

    @Option(names = "--stay", description = "Do not end when nothing is left: 'pergola pilot add' brings more.")
    private boolean stay;

    @Option(
            names = "--gone",
            paramLabel = "HOST",
            description = "With --resume: what ran on this host has ended, as its allocation has. May be repeated.")
    private List<String> gone = new ArrayList<>();

    @Option(names = "--strict", description = "Refuse what is passed over or held otherwise.")
    private boolean strict;

    PilotRunCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (tasks == null && !resume && !stay) {
            throw new ConfigException(Problem.error("there is nothing to run")
                    .help("Name a file with --tasks, or go on with an earlier pilot's tasks with --resume"));
        }
        Path directory = context.environment().currentDir().resolve(workdir).normalize();
        Path file = database == null
                ? directory.resolve("pilot.db")
                : context.environment().currentDir().resolve(database);
        var view = new PilotScreen(context.screen(), context.environment().clock());
        List<String> warnings = new ArrayList<>();
        PilotPlan plan = options()
                .plan(
                        directory,
                        context.environment().variables(),
                        context.environment().clock(),
                        warnings);
        try (TaskPilot pilot = TaskPilot.open(plan, file, resume, view);
                var _ = new StopSignals(pilot::stop)) {
            List<TaskSpec> specs = read(pilot, warnings);
            warnings.forEach(warning -> view.line(Level.WARNING, warning));
            PilotSummary summary = pilot.run(specs);
            view.close();
            context.screen().line(summary.line());
            return code(summary);
        } finally {
            view.close();
        }
    }

    private PilotOptions options() {
        return new PilotOptions(
                cores,
                nodes,
                gpus,
                memory,
                resources,
                policy,
                name -> context.pergola().pluginPolicy(name),
                maxWorkers,
                onComplete,
                callbackLimit,
                strict,
                until,
                drain,
                stay,
                gone);
    }

    private List<TaskSpec> read(TaskPilot pilot, List<String> warnings) {
        if (tasks == null) {
            return List.of();
        }
        TaskFile.Content content = PilotAsk.read(context, tasks, strict, pilot::contains);
        warnings.addAll(content.warnings());
        if (strict) {
            pilot.refuseUnknown(content.specs());
        }
        return content.specs();
    }

    private static int code(PilotSummary summary) {
        if (summary.interrupted() || (summary.failed() == 0 && summary.unfinished())) {
            return ExitCode.ERROR;
        }
        return summary.failed() > 0 ? ExitCode.FAILED : ExitCode.OK;
    }
}
