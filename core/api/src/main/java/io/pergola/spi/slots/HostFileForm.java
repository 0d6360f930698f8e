package io.pergola.spi.slots;

/** The ways to write a host file. */
public enum HostFileForm {
    /** {@code node7} */
    NAMES,
    /** {@code node7 slots=4}, as Open MPI reads it. */
    SLOTS,
    /** {@code node7:4}, as MPICH reads it. */
    COLON
}
