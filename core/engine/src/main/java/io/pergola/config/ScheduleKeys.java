package io.pergola.config;

import java.util.List;

/** The section {@code schedule}. */
final class ScheduleKeys {

    private static final List<String> UP_STATES =
            List.of("ALLOCATED", "COMPLETING", "PLANNED", "MAINTENANCE", "IDLE", "MAINT");
    private static final List<String> FLUX_STATES = List.of("DEPEND", "SCHED", "RUN", "CLEANUP", "INACTIVE");

    /** What names of quantities look like, here and in the site's configuration. */
    static final NameRule CONSUMABLES =
            NameRule.of("[a-zA-Z_][a-zA-Z0-9_.:-]*", "letters, digits and _ . : -, starting with a letter or _");

    private ScheduleKeys() {}

    static Key schedule(KeyType.Others plugins) {
        var section = new KeyType.Section(
                List.of(
                        Key.text("nodes", "how many nodes: a number, N% or all").knows("all"),
                        Key.text("min_nodes", "how few will do, in the same forms")
                                .knows("all"),
                        Key.text("tasks", "tasks in all"),
                        Key.text("tasks_per_node", "1", "tasks on each node: a number, N%, all or min")
                                .knows("all", "min"),
                        Key.text("min_tasks_per_node", "how few of these will do"),
                        Key.text("node_state", "up", "which nodes count: up or available")
                                .knows("up", "available"),
                        Key.text("share_allocation", "True", "share a job with other runs: true, false or max")
                                .knows("True", "False", "max"),
                        Key.text("partition", "partition or queue"),
                        Key.text("qos", "quality of service"),
                        Key.text("account", "account to charge"),
                        Key.text("core_spec", "cores set aside for the system on each node"),
                        Key.text("wrapper", "put before each parallel command"),
                        Key.text("reservation", "reservation to run in"),
                        Key.text("time_limit", "1", "hours the job may take"),
                        Key.list("across_nodes", "only these nodes are considered"),
                        Key.list("include_nodes", "nodes that every job gets"),
                        Key.list("exclude_nodes", "nodes that are never used"),
                        chunking(),
                        slots(),
                        new Key(
                                "consumables",
                                new KeyType.Free(new KeyType.Text(), CONSUMABLES, false, true),
                                List.of(),
                                "named quantities that it holds while it runs, such as a licence: a mapping, or name=2 other=1",
                                false),
                        Key.text(
                                "priority",
                                "which of a job's tests start first: a whole number, higher ones before lower ones"),
                        Key.section(
                                "cluster_info",
                                "facts for schedulers that know nothing of their nodes",
                                List.of(
                                        Key.text("node_count", "1", "nodes"),
                                        Key.text("mem", "1000", "memory of a node"),
                                        Key.text("cpus", "4", "cores of a node"))),
                        mpirun(),
                        slurm(),
                        flux()),
                plugins);
        return new Key("schedule", section, List.of(), "what the job asks of the machine", false);
    }

    private static Key slots() {
        return Key.section(
                "slots",
                "the part of the job's nodes that it gets for itself, beside other tests",
                List.of(
                        Key.text("ranks", "how many ranks; 1 if not set"),
                        Key.text("cores_per_rank", "cores of each; 1 if not set"),
                        Key.text("gpus_per_rank", "GPUs of each"),
                        Key.text("core_share", "how much of each core, from 0.001 to 1; others get the rest"),
                        Key.text("gpu_share", "how much of each GPU, in the same form"),
                        Key.text("mem_per_rank", "memory of each, such as 500M or 4G"),
                        Key.text("disk_per_rank", "local disk of each, in the same form"),
                        Key.text("numa", "each within one NUMA domain: true or false")
                                .knows("true", "false"),
                        Key.text("exclusive", "nobody else on its nodes: true or false")
                                .knows("true", "false")));
    }

    private static Key chunking() {
        return Key.section(
                "chunking",
                "how the machine is cut into pieces",
                List.of(
                        Key.text("size", "0", "nodes in a chunk: a number or N%; 0 for one chunk of all"),
                        Key.text("count", "how many chunks to cut, instead of a size"),
                        Key.text(
                                        "node_selection",
                                        "contiguous",
                                        "how nodes are picked: contiguous, random, distributed, rand_dist, topology (within a switch)"
                                                + " or least_tested (those first that have waited longest)")
                                .knows("contiguous", "random", "distributed", "rand_dist", "topology", "least_tested"),
                        Key.text(
                                        "extra",
                                        "backfill",
                                        "what becomes of left-over nodes: backfill, discard or balance (sizes differ by at most one)")
                                .knows("backfill", "discard", "balance"),
                        Key.text("seed", "a number that random chunks follow from")));
    }

    private static Key mpirun() {
        return Key.section(
                "mpirun_opts",
                "options for mpirun",
                List.of(
                        Key.text("bind_to", "what processes are bound to"),
                        Key.text("rank_by", "how ranks are numbered"),
                        Key.list("mca", "MCA settings"),
                        Key.list("extra", "any other arguments")));
    }

    private static Key slurm() {
        return Key.section(
                "slurm",
                "settings of Slurm",
                List.of(
                        Key.list(
                                "avail_states",
                                List.of("IDLE", "MAINT", "MAINTENANCE", "PLANNED"),
                                "states of an available node"),
                        Key.list("up_states", UP_STATES, "states of a node that is up"),
                        Key.list(
                                "reserved_states",
                                List.of("RESERVED"),
                                "added to both where a reservation is asked for"),
                        Key.list("features", "features a node must have; a|b for either"),
                        Key.list("srun_extra", "more arguments for srun"),
                        Key.list("sbatch_extra", "more #SBATCH lines"),
                        Key.text("mpi_cmd", "srun", "what starts parallel programs: srun or mpirun")
                                .knows("srun", "mpirun"),
                        Key.text("gpus", "GPUs on each node: a number, or type:number"),
                        Key.text("memory", "memory on each node, such as 500M or 64G; 0 for all of it"),
                        Key.text("exclusive", "false", "share no node with other jobs")
                                .knows("true", "false")));
    }

    private static Key flux() {
        return Key.section(
                "flux",
                "settings of Flux",
                List.of(
                        Key.list("avail_states", FLUX_STATES, "states of an available node"),
                        Key.list("up_states", FLUX_STATES, "states of a node that is up"),
                        Key.text("queue", "queue"),
                        Key.list("features", "features a node must have"),
                        Key.list("fluxrun_extra", "more arguments for flux run"),
                        Key.list("fluxbatch_extra", "more arguments for flux batch")));
    }
}
