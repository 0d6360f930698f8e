package io.pergola.plugins.slurm;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a job waits (squeue(1), "JOB REASON CODES"), in words for users. Slurm's own word is kept behind them. */
final class WaitReasons {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("Resources", "for free nodes"),
            Map.entry("Priority", "behind jobs of higher priority"),
            Map.entry("None", "to be looked at by the scheduler"),
            Map.entry("BeginTime", "for its start time, which a requeue also sets"),
            Map.entry("Dependency", "for a job that it depends on"),
            Map.entry("DependencyNeverSatisfied", "for ever: a job that it depends on ended in another way"),
            Map.entry("JobHeldUser", "because its user holds it; `scontrol release` lets it go on"),
            Map.entry("JobHeldAdmin", "because an administrator holds it"),
            Map.entry("JobHoldMaxRequeue", "because it is held after too many requeues"),
            Map.entry("launch failed requeued held", "because it is held after its start failed; see the nodes' logs"),
            Map.entry("ReqNodeNotAvail", "for nodes that it names and that are down, drained, reserved or in use"),
            Map.entry("Reservation", "for its reservation to begin"),
            Map.entry("ReservationDeleted", "for ever: its reservation is gone"),
            Map.entry("PartitionDown", "because its partition is down"),
            Map.entry("PartitionInactive", "because its partition does not start jobs now"),
            Map.entry("PartitionNodeLimit", "for ever: it asks for more nodes than its partition has or allows"),
            Map.entry("PartitionTimeLimit", "for ever: its time limit is longer than its partition allows"),
            Map.entry("PartitionConfig", "for ever: its partition cannot give what it asks for"),
            Map.entry("NodeDown", "for a node that is down"),
            Map.entry("BadConstraints", "for ever: no node is as it asks"),
            Map.entry("JobArrayTaskLimit", "for other tasks of its array to end"),
            Map.entry("Licenses", "for a licence"),
            Map.entry("Prolog", "for the nodes' prolog to end"),
            Map.entry("Cleaning", "for its last run to be cleaned up"),
            Map.entry("InvalidAccount", "for ever: its account is not valid"),
            Map.entry("InvalidQOS", "for ever: its QOS is not valid"),
            Map.entry("AccountNotAllowed", "for ever: its account may not use the partition"),
            Map.entry("QOSNotAllowed", "for ever: its QOS may not be used there"),
            Map.entry("AssociationJobLimit", "because its account runs as many jobs as it may"),
            Map.entry("AssociationResourceLimit", "because its account uses as much as it may"),
            Map.entry("AssociationTimeLimit", "because its account has used up its time"),
            Map.entry("FrontEndDown", "for a front end that is down"),
            Map.entry("MaxMemPerLimit", "for ever: it asks for more memory than allowed"),
            Map.entry("SystemFailure", "because Slurm, a file system or the network failed"));

    /** By how the word begins; the first that fits counts. */
    private static final List<Map.Entry<String, String>> BEGINNINGS = List.of(
            Map.entry("ReqNodeNotAvail", "for nodes that it names and that are down, drained, reserved or in use"),
            Map.entry("Nodes required for job are DOWN", "for nodes that are down, drained or reserved"),
            Map.entry("QOSMaxJobs", "because the user or account runs as many jobs in this QOS as allowed"),
            Map.entry("QOSMaxWall", "for ever: its time limit is longer than its QOS allows"),
            Map.entry("QOSGrp", "because all jobs of its QOS together use as much as allowed"),
            Map.entry("QOS", "because of a limit of its QOS"),
            Map.entry("AssocGrp", "because all jobs of its account together use as much as allowed"),
            Map.entry("Assoc", "because of a limit of its account"),
            Map.entry("MaxJobs", "because as many jobs run as allowed"),
            Map.entry("MaxMem", "for ever: it asks for more memory than allowed"),
            Map.entry("BurstBuffer", "for the burst buffer"),
            Map.entry("Dependency", "for a job that it depends on"));

    private WaitReasons() {}

    /** A clause such as {@code waits for free nodes (Resources)}. */
    static String words(String reason) {
        String plain = reason.replace('_', ' ').strip();
        @Nullable String exact = WORDS.get(plain);
        String words = exact != null ? exact : byBeginning(plain);
        return words.isEmpty() ? "waits (" + plain + ")" : "waits " + words + " (" + plain + ")";
    }

    private static String byBeginning(String reason) {
        return BEGINNINGS.stream()
                .filter(rule -> reason.startsWith(rule.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
