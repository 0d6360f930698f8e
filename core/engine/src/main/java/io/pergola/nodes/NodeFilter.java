package io.pergola.nodes;

/** What may take a node away, in the order in which it is asked; the first reason counts. */
public enum NodeFilter {
    /** It does not work. */
    DOWN("down"),
    /** It works, but a job could not start on it now. */
    BUSY("not available"),
    /** Not in the partition asked for. */
    PARTITION("not in the partition"),
    /** Not in the reservation asked for, or reserved where none was asked for. */
    RESERVATION("kept out by reservations"),
    /** Not in {@code across_nodes}. */
    ACROSS("not in across_nodes"),
    /** In {@code exclude_nodes}. */
    EXCLUDED("in exclude_nodes"),
    /** Lacks a feature. */
    FEATURES("without the features"),
    /** The scheduler's own reason. */
    SCHEDULER("refused by the scheduler"),
    /** Too few processors. */
    CPUS("with too few cpus"),
    /** Too little memory. */
    MEMORY("with too little memory"),
    /** Too few accelerators. */
    GPUS("with too few gpus");

    private final String label;

    NodeFilter(String label) {
        this.label = label;
    }

    /** What the nodes it takes away are, to be put behind a number: {@code 3 down}. */
    public String label() {
        return label;
    }
}
