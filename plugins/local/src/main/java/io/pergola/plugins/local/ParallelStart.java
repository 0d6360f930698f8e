package io.pergola.plugins.local;

import io.pergola.model.NodeList;
import io.pergola.model.SchedulerException;
import io.pergola.spi.LaunchCommand;
import io.pergola.spi.LaunchRequest;
import io.pergola.spi.Mpirun;
import io.pergola.spi.ShellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The words before a parallel program within an allocation that is held. */
record ParallelStart(Surroundings surroundings, HeldAllocation held) {

    static final String LAUNCHER = "launcher";

    LaunchCommand of(LaunchRequest request) {
        List<String> words =
                switch (launcher(request)) {
                    case "srun" -> srun(request);
                    case "mpirun" ->
                        Mpirun.words(
                                request,
                                request.nodes().stream()
                                        .map(node -> node + ":" + request.tasksPerNode())
                                        .collect(Collectors.joining(",")),
                                false);
                    default -> new ArrayList<>();
                };
        request.schedule().getOrDefault("wrapper", List.of()).forEach(wrapper -> words.addAll(ShellWords.of(wrapper)));
        return new LaunchCommand(words);
    }

    private String launcher(LaunchRequest request) {
        String wanted = request.options().getOrDefault(LAUNCHER, List.of()).stream()
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElseGet(this::whatIsThere);
        if (!List.of("srun", "mpirun", "none").contains(wanted)) {
            throw new SchedulerException(
                    "raw.launcher must be srun, mpirun or none, but it is '" + wanted + "'",
                    "Write one of these, or leave it out.");
        }
        return wanted;
    }

    private String whatIsThere() {
        if (held.by() == HeldAllocation.Grantor.SLURM && surroundings.has("srun")) {
            return "srun";
        }
        return surroundings.has("mpirun") ? "mpirun" : "none";
    }

    /** It shares the allocation with other steps, so it asks for nothing of its own. */
    private static List<String> srun(LaunchRequest request) {
        var words = new ArrayList<String>();
        request.ranks().ifPresent(plan -> words.addAll(List.of("env", "SLURM_HOSTFILE=" + plan.rankNodes())));
        words.addAll(List.of("srun", "--overlap", "--cpu-bind=none"));
        words.addAll(
                request.ranks().isPresent()
                        ? List.of("--distribution=arbitrary")
                        : List.of("-w", NodeList.compress(request.nodes())));
        words.addAll(List.of("-N", Integer.toString(request.nodes().size()), "-n", Integer.toString(request.tasks())));
        request.options().getOrDefault("srun_extra", List.of()).forEach(extra -> words.addAll(ShellWords.of(extra)));
        return words;
    }
}
