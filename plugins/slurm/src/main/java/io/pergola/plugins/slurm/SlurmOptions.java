package io.pergola.plugins.slurm;

import io.pergola.model.SchedulerException;
import io.pergola.spi.OptionKey;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The section {@code schedule.slurm}, and what is read from the sections around it. Empty texts count as not set. */
record SlurmOptions(Map<String, List<String>> schedule, Map<String, List<String>> own) {

    static final String AVAIL_STATES = "avail_states";
    static final String UP_STATES = "up_states";
    static final String RESERVED_STATES = "reserved_states";

    /** All keys of the scheduler's own section. */
    static final List<OptionKey> KEYS = List.of(
            list(AVAIL_STATES, NodeStates.AVAILABLE, "States of a node on which a job could start now."),
            list(UP_STATES, NodeStates.UP, "States of a node that works."),
            list(RESERVED_STATES, NodeStates.RESERVED, "States added to both where a reservation is asked for."),
            list("features", List.of(), "Features that each node must have; a|b for either."),
            list("srun_extra", List.of(), "More arguments for srun."),
            list("sbatch_extra", List.of(), "More options for sbatch, a line each."),
            text("mpi_cmd", List.of("srun"), "What starts parallel programs: srun or mpirun."),
            text("gpus", List.of(), "GPUs on each node: a number, or type:number."),
            text("memory", List.of(), "Memory on each node, such as 500M or 64G; 0 for all of it."),
            new OptionKey("exclusive", OptionKey.Type.BOOL, List.of("false"), "Share no node with other jobs."));

    private static OptionKey list(String name, List<String> defaults, String description) {
        return new OptionKey(name, OptionKey.Type.LIST, defaults, description);
    }

    private static OptionKey text(String name, List<String> defaults, String description) {
        return new OptionKey(name, OptionKey.Type.TEXT, defaults, description);
    }

    /** A key of the section {@code schedule}, or of a section below it as {@code section.key}. */
    Optional<String> inSchedule(String key) {
        return first(schedule, key);
    }

    /** The same for a list. */
    List<String> listInSchedule(String key) {
        return all(schedule, key);
    }

    /** A key of the scheduler's own section. */
    Optional<String> ownText(String key) {
        return first(own, key);
    }

    /** The same for a list. */
    List<String> ownList(String key) {
        return all(own, key);
    }

    boolean ownFlag(String key) {
        return ownText(key)
                .filter(text -> text.strip().equalsIgnoreCase("true"))
                .isPresent();
    }

    boolean mpirun() {
        String command = ownText("mpi_cmd").orElse("srun").strip().toLowerCase(Locale.ROOT);
        return switch (command) {
            case "srun" -> false;
            case "mpirun" -> true;
            default ->
                throw new SchedulerException(
                        "slurm.mpi_cmd must be srun or mpirun, but it is '" + command + "'",
                        "Write mpi_cmd: srun, or leave it out.");
        };
    }

    private static Optional<String> first(Map<String, List<String>> values, String key) {
        return all(values, key).stream().findFirst();
    }

    private static List<String> all(Map<String, List<String>> values, String key) {
        return values.getOrDefault(key, List.of()).stream()
                .filter(text -> !text.isBlank())
                .toList();
    }
}
