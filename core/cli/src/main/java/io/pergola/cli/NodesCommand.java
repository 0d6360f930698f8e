package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.json.Json;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.report.Column;
import io.pergola.resolve.Resolution;
import io.pergola.resolve.ResolvedTest;
import io.pergola.resolve.RunRequest;
import io.pergola.schedule.Machine;
import io.pergola.schedule.NodePlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pergola nodes}. */
@Command(
        name = "nodes",
        description = "The nodes that a scheduler has, or those that a test would get.",
        footer = {
            "",
            "Nothing is submitted. What the scheduler says is kept for 'node_info_age' seconds (pergola.yaml).",
            "",
            "Examples:",
            "  pergola nodes slurm                       all nodes",
            "  pergola nodes slurm hpc.hpcg              the nodes that the test may use",
            "  pergola nodes slurm hpc.hpcg --filtered   the others, each with its reason",
            "  pergola nodes slurm hpc.hpcg --chunks     the chunks that they are cut into"
        })
final class NodesCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(index = "0", paramLabel = "SCHEDULER", description = "A scheduler that knows its nodes.")
    private String scheduler = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "TEST", description = "SUITE.TEST[.PERMUTATION].")
    private @Nullable String test;

    @Option(names = "--filtered", description = "Show the nodes that the test may not use.")
    private boolean filtered;

    @Option(names = "--chunks", description = "Show the chunks.")
    private boolean chunks;

    @Option(
            names = {"-c", "--override"},
            paramLabel = "KEY=VALUE",
            description = "Set a key of the test, such as schedule.chunking.size=4.")
    private List<String> overrides = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "Cut random chunks as a series with this seed does.")
    private @Nullable Integer seed;

    @Option(
            names = {"-j", "--json"},
            description = "Print all of it as JSON.")
    private boolean json;

    NodesCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Pergola pergola = context.pergola();
        if (!pergola.schedulerNames().contains(scheduler)) {
            throw new ConfigException(Problem.error("there is no scheduler '" + scheduler + "' here")
                    .help("there are: " + String.join(", ", pergola.schedulerNames())));
        }
        if (seed != null) {
            pergola.seed(seed);
        }
        Machine machine = pergola.machines().machine(scheduler).orElseThrow(() -> none(pergola));
        if (test == null) {
            needTest();
            all(machine);
        } else {
            planned(pergola, test);
        }
        return ExitCode.OK;
    }

    private ConfigException none(Pergola pergola) {
        String reason = pergola.schedulers()
                .get(scheduler)
                .available()
                .reason()
                .map(why -> "the scheduler '" + scheduler + "' cannot be used here: " + why)
                .orElse("the scheduler '" + scheduler + "' keeps no list of nodes");
        return new ConfigException(Problem.error(reason).help("'pergola show schedulers' lists all"));
    }

    private void needTest() {
        if (filtered || chunks) {
            throw new ConfigException(Problem.error("--filtered and --chunks hang on what a test asks for")
                    .help("name a test: pergola nodes " + scheduler + " SUITE.TEST"));
        }
    }

    private void all(Machine machine) {
        var listing = NodeRows.table();
        machine.judged().forEach(node -> listing.add(NodeRows.row(node)));
        listing.print(context.screen(), json);
    }

    private void planned(Pergola pergola, String name) {
        List<ResolvedTest> tests = resolve(pergola, name);
        Map<NodePlan, List<String>> plans = new LinkedHashMap<>();
        for (ResolvedTest each : tests) {
            pergola.nodePlans().of(each).ifPresent(plan -> plans.computeIfAbsent(plan, unseen -> new ArrayList<>())
                    .add(each.name()));
        }
        if (json) {
            List<Value> values = new ArrayList<>();
            plans.forEach((plan, names) -> values.add(NodeRows.plan(plan, names)));
            var all = new LinkedHashMap<String, Value>();
            all.put("scheduler", Value.of(scheduler));
            all.put("plans", new Value.Items(values));
            context.screen().line(Json.write(new Value.Entries(all)));
            return;
        }
        plans.forEach(this::print);
    }

    private List<ResolvedTest> resolve(Pergola pergola, String name) {
        var request = new RunRequest(List.of(name), List.of(), null, null, List.of(), overrides, 1);
        Resolution resolution = pergola.nodeResolver().resolve(request);
        if (resolution.failed() > 0) {
            throw new ConfigException(resolution.problems());
        }
        List<ResolvedTest> tests = resolution.tests().stream()
                .filter(each -> each.scheduler().equals(scheduler))
                .toList();
        if (tests.isEmpty()) {
            throw new ConfigException(Problem.error("'" + name + "' names no test of the scheduler '" + scheduler + "'")
                    .help("'pergola view " + name + "' shows its scheduler"));
        }
        return tests;
    }

    private void print(NodePlan plan, List<String> names) {
        Screen screen = context.screen();
        int total = plan.nodes().usable().size() + plan.nodes().removed().size();
        String counts = NodeRows.counts(plan);
        screen.line(names.getFirst() + (names.size() > 1 ? " and " + (names.size() - 1) + " more" : "") + ": "
                + plan.nodes().usable().size() + " of " + total + " nodes" + (counts.isEmpty() ? "" : "; " + counts));
        if (filtered) {
            var listing = new Listing("removed")
                    .column("name", Column.fixed("Node"))
                    .column("reason", Column.text("Reason", 20));
            plan.nodes().removed().forEach(node -> listing.add(NodeRows.removed(node)));
            listing.print(screen, false);
        }
        if (chunks) {
            var listing = new Listing("chunks")
                    .column("chunk", Column.number("Chunk"))
                    .column("size", Column.number("Nodes"))
                    .column("list", Column.text("Names", 20));
            plan.chunks().forEach(chunk -> listing.add(NodeRows.chunk(chunk)));
            listing.print(screen, false);
            plan.seed().ifPresent(seed -> screen.line("seed " + seed));
        }
        if (!filtered && !chunks) {
            var listing = NodeRows.table();
            plan.nodes().usable().forEach(node -> listing.add(NodeRows.row(node)));
            listing.print(screen, false);
        }
        new ProblemPrinter(screen).print(plan.problems());
    }
}
