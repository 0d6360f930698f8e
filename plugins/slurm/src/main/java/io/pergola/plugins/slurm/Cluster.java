package io.pergola.plugins.slurm;

import java.util.List;

/**
 * Which cluster a command is for.
 *
 * @param option none for the one of this host
 */
record Cluster(List<String> option) {

    static Cluster of(SlurmJob job) {
        return new Cluster(job.elsewhere() ? List.of("-M", job.cluster()) : List.of());
    }
}
