package io.pergola.plugins.slurm;

import io.pergola.model.NodeList;
import io.pergola.spi.LaunchCommand;
import io.pergola.spi.LaunchRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The words before a parallel program: srun, or mpirun with the options of {@code mpirun_opts}. */
final class Launch {

    private Launch() {}

    static LaunchCommand of(LaunchRequest request) {
        var options = new SlurmOptions(request.schedule(), request.options());
        List<String> words = new ArrayList<>(options.mpirun() ? mpirun(request, options) : srun(request, options));
        options.inSchedule("wrapper").ifPresent(wrapper -> words.addAll(Words.of(wrapper)));
        return new LaunchCommand(words);
    }

    private static List<String> srun(LaunchRequest request, SlurmOptions options) {
        var words = new ArrayList<String>();
        request.ranks()
                .ifPresentOrElse(
                        plan -> words.addAll(List.of(
                                "env",
                                "SLURM_HOSTFILE=" + plan.rankNodes(),
                                "srun",
                                "--overlap",
                                "--distribution=arbitrary",
                                "--cpu-bind=none")),
                        () -> words.add("srun"));
        words.addAll(List.of("-N", Integer.toString(request.nodes().size())));
        if (request.ranks().isEmpty()) {
            words.addAll(List.of("-w", NodeList.compress(request.nodes())));
        }
        words.addAll(List.of("-n", Integer.toString(request.tasks())));
        options.ownList("srun_extra").forEach(extra -> words.addAll(Words.of(extra)));
        return words;
    }

    private static List<String> mpirun(LaunchRequest request, SlurmOptions options) {
        var words = new ArrayList<>(List.of("mpirun"));
        if (request.ranks().isEmpty()) {
            words.addAll(List.of("-N", Integer.toString(request.tasksPerNode())));
        }
        if (request.ranks().isPresent()
                || request.tasks() != request.tasksPerNode() * request.nodes().size()) {
            words.addAll(List.of("-n", Integer.toString(request.tasks())));
        }
        options.inSchedule("mpirun_opts.rank_by").ifPresent(by -> words.addAll(List.of("--rank-by", by)));
        Optional<String> bound = options.inSchedule("mpirun_opts.bind_to");
        bound.or(() -> request.ranks().map(plan -> "none")).ifPresent(to -> words.addAll(List.of("--bind-to", to)));
        for (String setting : options.listInSchedule("mpirun_opts.mca")) {
            words.add("--mca");
            words.addAll(Words.of(setting));
        }
        options.listInSchedule("mpirun_opts.extra").forEach(extra -> words.addAll(Words.of(extra)));
        request.ranks()
                .ifPresentOrElse(
                        plan -> words.addAll(
                                List.of("--hostfile", plan.hostFile().toString())),
                        () -> words.addAll(List.of("--host", String.join(",", request.nodes()))));
        return words;
    }
}
