package io.pergola.plugins.slurm;

import java.util.List;
import java.util.Map;

/** Finds jobs in the queue with as little work for the controller as can be. */
final class JobFinder {

    private final Queue queue;
    private final Installation installation;

    JobFinder(Queue queue, Installation installation) {
        this.queue = queue;
        this.installation = installation;
    }

    /** One question: of one job by its number, of several for all of the user's. */
    Queue.Answer first(Cluster cluster, List<SlurmJob> jobs) {
        return jobs.size() == 1 ? byId(cluster, jobs) : queue.own(cluster);
    }

    /** Jobs that {@link #first} did not find; they may be another user's. No question if there are none. */
    Queue.Answer everywhere(Cluster cluster, List<SlurmJob> jobs) {
        return jobs.isEmpty() ? new Queue.Answer.Known(Map.of()) : byId(cluster, jobs);
    }

    private Queue.Answer byId(Cluster cluster, List<SlurmJob> jobs) {
        return queue.byId(cluster, jobs.stream().map(SlurmJob::id).distinct().toList());
    }

    /** Why a job that is not found here may be there all the same; empty if it is not. */
    String whyElsewhere(SlurmJob job) {
        if (job.cluster().isEmpty() || job.elsewhere()) {
            return "";
        }
        String here = installation.clusterName();
        if (here.isEmpty()) {
            return "the controller does not say which cluster this is";
        }
        return here.equals(job.cluster())
                ? ""
                : "it is a job of the cluster " + job.cluster() + ", and this is " + here;
    }
}
