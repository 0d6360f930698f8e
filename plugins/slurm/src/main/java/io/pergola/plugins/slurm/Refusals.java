package io.pergola.plugins.slurm;

import io.pergola.model.SchedulerException;
import io.pergola.spi.CommandResult;
import java.util.List;
import java.util.Optional;

/** Why sbatch refuses, and what to do about it: texts that it prints, the first that is found counts. */
final class Refusals {

    /**
     * One kind.
     *
     * @param printed a part of what sbatch prints
     * @param what is wrong, in words
     * @param help how to mend it
     */
    record Refusal(String printed, String what, String help) {}

    private static final String LOOK = "`scontrol show partition` shows what each partition allows.";

    private static final List<Refusal> TABLE = List.of(
            new Refusal(
                    "Invalid partition name specified",
                    "there is no such partition",
                    "Correct schedule.partition; `sinfo -s` lists the partitions."),
            new Refusal(
                    "Invalid qos specification",
                    "there is no such QOS, or it may not be used here",
                    "Correct schedule.qos; `sacctmgr show qos` lists them."),
            new Refusal(
                    "Invalid account or account/partition combination",
                    "there is no such account, or it may not use the partition",
                    "Correct schedule.account; `sacctmgr show assoc user=$USER` lists yours."),
            new Refusal(
                    "Requested reservation is invalid",
                    "there is no such reservation, or it may not be used by you or now",
                    "Correct schedule.reservation; `scontrol show reservation` lists them."),
            new Refusal(
                    "Access denied to requested reservation",
                    "you may not use the reservation",
                    "Ask its owner, or correct schedule.reservation."),
            new Refusal(
                    "Invalid feature specification",
                    "no node has such a feature",
                    "Correct schedule.slurm.features; `sinfo -o '%N %f'` lists them."),
            new Refusal(
                    "Invalid node name specified",
                    "there is no such node, or it is both included and excluded",
                    "Correct include_nodes, exclude_nodes and across_nodes; `sinfo -N` lists the nodes."),
            new Refusal(
                    "invalid number of nodes",
                    "more nodes are named than asked for",
                    "Ask for at least as many nodes as include_nodes has."),
            new Refusal(
                    "Requested time limit is invalid",
                    "the time limit is longer than allowed",
                    "Lower schedule.time_limit. " + LOOK),
            new Refusal(
                    "Invalid --time specification", "the time limit is not one", "Correct the option for the time."),
            new Refusal(
                    "Memory specification can not be satisfied",
                    "no node has that much memory",
                    "Lower schedule.slurm.memory; `sinfo -o '%N %m'` shows what there is in MiB."),
            new Refusal(
                    "CPU count per node can not be satisfied",
                    "no node has so many processors",
                    "Lower tasks_per_node; `sinfo -o '%N %c'` shows what there is."),
            new Refusal(
                    "Invalid generic resource",
                    "there is no such kind of GPU or other resource",
                    "Correct schedule.slurm.gpus; `sinfo -o '%N %G'` shows what there is."),
            new Refusal(
                    "Node count specification invalid",
                    "the partition does not allow so many or so few nodes",
                    "Correct schedule.nodes. " + LOOK),
            new Refusal(
                    "Requested node configuration is not available",
                    "no nodes are as the job asks, all things together",
                    "Ask for fewer nodes, tasks, GPUs or features, or for another partition."),
            new Refusal(
                    "Required partition not available",
                    "the partition does not take jobs now",
                    "Use another partition, or try later."),
            new Refusal(
                    "User's group not permitted to use this partition",
                    "you may not use the partition",
                    "Use another partition, or ask the site."),
            new Refusal(
                    "Invalid license specification", "there is no such licence", "Correct the option for licences."),
            new Refusal(
                    "Job violates accounting/QOS policy",
                    "it is over a limit of your account or QOS",
                    "Ask for less, run fewer jobs at once, or use another QOS; `sacctmgr show assoc` shows the limits."),
            new Refusal(
                    "Slurm temporarily unable to accept job",
                    "the controller holds as many jobs as it can",
                    "Try again when jobs have ended."),
            new Refusal(
                    "Resource temporarily unavailable",
                    "the controller holds as many jobs as it can",
                    "Try again when jobs have ended."),
            new Refusal(
                    "Access/permission denied", "you may not submit such a job", "Ask the site what you may submit."),
            new Refusal(
                    "unrecognized option",
                    "sbatch does not know an option",
                    "Correct schedule.slurm.sbatch_extra; `sbatch --help` lists the options of this version."),
            new Refusal(
                    "I/O error writing script/environment",
                    "the controller could not store the script",
                    "The controller's disk may be full; tell the site."));

    /** Of many jobs at once, what need not be true of fewer of them. */
    private static final List<String> TOO_MANY = List.of(
            "Job violates accounting/QOS policy",
            "Invalid job array specification",
            "temporarily unable to accept job",
            "Resource temporarily unavailable");

    private Refusals() {}

    /** Whether fewer jobs at once may be taken. */
    static boolean isOfNumber(String printed) {
        return TOO_MANY.stream().anyMatch(printed::contains);
    }

    /** The failure of an sbatch that was refused for a known reason. */
    static SchedulerException failure(Refusal refusal, List<String> command, CommandResult result) {
        return new SchedulerException(
                "Slurm refused the job: " + refusal.what() + " (" + SlurmCommands.lastLine(result) + ")",
                command,
                result.exitCode(),
                result.stderr().strip(),
                refusal.help());
    }

    /** The one that fits what sbatch printed. */
    static Optional<Refusal> of(String printed) {
        return TABLE.stream()
                .filter(refusal -> printed.contains(refusal.printed()))
                .findFirst();
    }
}
