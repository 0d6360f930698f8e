package io.pergola.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The words of {@code mpirun} (Open MPI's, mpirun(1)) before a parallel program, with what the section {@code mpirun_opts} says. */
public final class Mpirun {

    private Mpirun() {}

    /**
     * The words.
     *
     * @param hosts what {@code --host} gets where the request has no host file of its own
     * @param perNode whether the number on each node is said, too, where there is no such file
     */
    public static List<String> words(LaunchRequest request, String hosts, boolean perNode) {
        boolean placed = request.ranks().isPresent();
        var words = new ArrayList<>(List.of("mpirun"));
        if (!placed && perNode) {
            words.addAll(List.of("-N", Integer.toString(request.tasksPerNode())));
        }
        if (placed
                || !perNode
                || request.tasks() != request.tasksPerNode() * request.nodes().size()) {
            words.addAll(List.of("-n", Integer.toString(request.tasks())));
        }
        all(request, "rank_by").stream().findFirst().ifPresent(by -> words.addAll(List.of("--rank-by", by)));
        all(request, "bind_to").stream()
                .findFirst()
                .or(() -> request.ranks().map(plan -> "none"))
                .ifPresent(to -> words.addAll(List.of("--bind-to", to)));
        for (String setting : all(request, "mca")) {
            words.add("--mca");
            words.addAll(ShellWords.of(setting));
        }
        all(request, "extra").forEach(extra -> words.addAll(ShellWords.of(extra)));
        request.ranks()
                .ifPresentOrElse(
                        plan -> words.addAll(
                                List.of("--hostfile", plan.hostFile().toString())),
                        () -> words.addAll(List.of("--host", hosts)));
        return words;
    }

    private static List<String> all(LaunchRequest request, String key) {
        Map<String, List<String>> schedule = request.schedule();
        return schedule.getOrDefault("mpirun_opts." + key, List.of()).stream()
                .filter(text -> !text.isBlank())
                .toList();
    }
}
