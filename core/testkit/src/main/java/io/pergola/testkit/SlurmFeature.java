package io.pergola.testkit;

import java.util.Locale;

/** What a test may need of the Slurm on this machine beyond its daemons. */
public enum SlurmFeature {
    /** A database behind it: {@code sacct}, {@code sacctmgr}, QOS, accounts and limits. */
    ACCOUNTING,
    /** {@code srun --mpi=pmix}, {@code mpirun} and {@code mpicc}. */
    MPI,
    /** Memory limits that are kept by cgroups: a job over its limit ends as OUT_OF_MEMORY. */
    CGROUP,
    /** Nodes with host names and processes of their own, which can crash. */
    NAMESPACES,
    /** Thousands of nodes that are only claimed. */
    EMULATOR;

    /** The option of {@code build/slurm/up} for it. */
    String option() {
        return "--" + name().toLowerCase(Locale.ROOT);
    }
}
