package io.pergola.run;

import io.pergola.expr.Variable;
import io.pergola.pilot.Action;
import io.pergola.resolve.ResolvedTest;
import io.pergola.resolve.SlotDemand;
import io.pergola.schedule.PilotTask;
import io.pergola.script.PlaceScript;
import io.pergola.spi.LaunchRequest;
import io.pergola.spi.NodeStart;
import io.pergola.spi.RankPlan;
import io.pergola.spi.slots.HostFileForm;
import io.pergola.spi.slots.Placement;
import io.pergola.spi.slots.RankRequirements;
import io.pergola.spi.slots.Share;
import io.pergola.spi.slots.Slot;
import io.pergola.store.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The part of the job's nodes on which one run takes place, and how its processes get there. */
final class RunPlace {

    private static final List<String> GPU_VARIABLES =
            List.of("CUDA_VISIBLE_DEVICES", "ROCR_VISIBLE_DEVICES", "ZE_AFFINITY_MASK");

    private final PilotSetup setup;
    private final AllocationVariables allocation;
    private final RunDirectory directory;
    private final Action.Start start;
    private final Optional<RankRequirements> perRank;
    /** Whether some of the job's nodes are its own. */
    private final boolean placed;

    private boolean away;

    RunPlace(
            PilotSetup setup,
            AllocationVariables allocation,
            RunDirectory directory,
            Action.Start start,
            Optional<PilotTask> task) {
        this.setup = setup;
        this.allocation = allocation;
        this.directory = directory;
        this.start = start;
        this.perRank = task.map(PilotTask::demand).flatMap(SlotDemand::perRank);
        this.placed = perRank.isPresent()
                || (task.flatMap(PilotTask::nodes).isPresent()
                        && !setup.scheduler().sharesCores());
    }

    AllocationVariables allocation() {
        return allocation;
    }

    /** The nodes that it uses: its own, or all of the job. */
    List<String> nodeNames() {
        return placed ? placement().nodes() : allocation.nodeNames();
    }

    /** Stores on which nodes it runs. */
    void note() {
        if (placed) {
            directory.writeNodes(nodeNames());
        } else {
            directory.writeNodes(setup.job(), allocation.nodeNames());
        }
    }

    private Placement placement() {
        return start.placement();
    }

    /** The deferred variables, for one test. */
    Map<String, SequencedMap<String, Variable>> variables(ResolvedTest test) {
        if (perRank.isEmpty()) {
            return allocation.of(test, nodeNames());
        }
        List<String> nodes = nodeNames();
        int ranks = placement().slots().size();
        int perNode = placement().slots().stream()
                .collect(Collectors.groupingBy(Slot::node, Collectors.summingInt(slot -> 1)))
                .values()
                .stream()
                .max(Integer::compare)
                .orElse(1);
        List<String> launcher = setup.scheduler()
                .testCommand(new LaunchRequest(
                        nodes,
                        ranks,
                        perNode,
                        test.schedule().forScheduler(),
                        test.schedule().options(test.scheduler()),
                        Optional.of(plan())))
                .words();
        List<String> command = launcher.isEmpty()
                ? List.of()
                : Stream.concat(
                                launcher.stream(),
                                Stream.of(directory.placeScript().toString()))
                        .toList();
        return allocation.of(test, nodes, ranks, perNode, command);
    }

    private RankPlan plan() {
        int cores = perRank.map(RankRequirements::cores).orElse(0);
        return new RankPlan(directory.rankNodes(), directory.hostFile(), cores);
    }

    /** What tells the run's commands where they are. */
    SequencedMap<String, String> exports() {
        var exports = new LinkedHashMap<String, String>();
        exports.put(
                "PERGOLA_CORES", start.coresHere().stream().map(String::valueOf).collect(Collectors.joining(",")));
        if (placed) {
            exports.put("PERGOLA_NODES", String.join(",", placement().nodes()));
        }
        perRank.ifPresent(rank -> own(rank, exports));
        return exports;
    }

    private void own(RankRequirements rank, Map<String, String> exports) {
        exports.put("PERGOLA_RANKS", Integer.toString(placement().slots().size()));
        exports.put("PERGOLA_PLACE", directory.placeScript().toString());
        exports.put("PERGOLA_HOSTFILE", directory.hostFile().toString());
        if (rank.cores() > 0) {
            exports.put("PERGOLA_RANKFILE", directory.rankFile().toString());
            exports.put("OMP_NUM_THREADS", Integer.toString(rank.cores()));
        }
        if (rank.gpus() > 0) {
            String first = placement().nodes().getFirst();
            String gpus = gpus(placement().slots().stream()
                    .filter(slot -> slot.node().equals(first))
                    .flatMap(slot -> slot.gpus().stream()));
            GPU_VARIABLES.forEach(name -> exports.put(name, gpus));
        }
    }

    /** Writes the files that say where its ranks go. */
    void write() throws IOException {
        if (perRank.isEmpty()) {
            return;
        }
        Placement placement = placement();
        put(directory.hostFile(), placement.hostFile(HostFileForm.SLOTS));
        put(
                directory.rankNodes(),
                placement.slots().stream().map(slot -> slot.node() + "\n").collect(Collectors.joining()));
        if (perRank.get().cores() > 0) {
            put(directory.rankFile(), placement.rankFile());
        }
        Path script = directory.placeScript();
        put(script, new PlaceScript(ranks()).text());
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void put(Path file, String text) throws IOException {
        directory.prepare(file);
        Files.writeString(file, text);
    }

    private List<PlaceScript.Rank> ranks() {
        Map<String, Integer> cores = allocation.coresByNode();
        var ranks = new ArrayList<PlaceScript.Rank>();
        for (Slot slot : placement().slots()) {
            ranks.add(new PlaceScript.Rank(
                    slot.node(),
                    joined(slot.cores().stream(), Share::index),
                    cores.getOrDefault(slot.node(), 0),
                    gpus(slot.gpus().stream())));
        }
        return ranks;
    }

    /** Where the job itself sees only some of a node's GPUs, these are counted. */
    private String gpus(Stream<Share> gpus) {
        String visible = setup.environment().getOrDefault(GPU_VARIABLES.getFirst(), "");
        List<String> names = visible.isEmpty() ? List.of() : List.of(visible.split(",", -1));
        return joined(gpus, gpu -> gpu.index() < names.size() ? names.get(gpu.index()) : gpu.index());
    }

    private static String joined(Stream<Share> shares, Function<Share, Object> name) {
        var indexes = new TreeSet<Integer>();
        var texts = new LinkedHashMap<Integer, String>();
        shares.forEach(share -> {
            indexes.add(share.index());
            texts.put(share.index(), String.valueOf(name.apply(share)));
        });
        return indexes.stream().map(texts::get).collect(Collectors.joining(","));
    }

    /**
     * The command line that starts a script there; runs in the directory, with these variables and all that this process has.
     *
     * @throws IOException if what is needed for that cannot be written
     */
    List<String> command(List<String> script, Path directory, Map<String, String> variables) throws IOException {
        var bound = new ArrayList<String>();
        if (perRank.isPresent()) {
            bound.add(this.directory.placeScript().toString());
            bound.add("-a");
        }
        bound.addAll(script);
        List<String> command = onItsNode(bound, directory, variables);
        away = !command.equals(bound);
        if (!away) {
            return command;
        }
        // Made here, so that other hosts' file systems need not learn of a new name in time.
        put(this.directory.exitCode(), "");
        var noted = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                "note=$1; shift; \"$@\"; code=$?; echo $code >\"$note\"; exit $code",
                "run",
                this.directory.exitCode().toString()));
        noted.addAll(bound);
        return onItsNode(noted, directory, variables);
    }

    private List<String> onItsNode(List<String> command, Path directory, Map<String, String> variables) {
        return setup.scheduler().startOn(new NodeStart(nodeNames().getFirst(), command, directory, variables));
    }

    /** What happened to a script that did not end by itself: it was started on another node, and nothing came back. */
    Optional<String> lost() throws IOException {
        return away && Files.readString(directory.exitCode()).isBlank()
                ? Optional.of("Nothing came back from node " + nodeNames().getFirst()
                        + ": it was lost, or nothing could be started there. 'pergola log run " + directory.id()
                        + "' has what was said of it")
                : Optional.empty();
    }
}
