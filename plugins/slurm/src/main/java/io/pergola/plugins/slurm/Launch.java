package io.pergola.plugins.slurm;

import io.pergola.model.NodeList;
import io.pergola.spi.LaunchCommand;
import io.pergola.spi.LaunchRequest;
import java.util.ArrayList;
import java.util.List;

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
        var words = new ArrayList<>(List.of(
                "srun",
                "-N",
                Integer.toString(request.nodes().size()),
                "-w",
                NodeList.compress(request.nodes()),
                "-n",
                Integer.toString(request.tasks())));
        options.ownList("srun_extra").forEach(extra -> words.addAll(Words.of(extra)));
        return words;
    }

    private static List<String> mpirun(LaunchRequest request, SlurmOptions options) {
        var words = new ArrayList<>(List.of("mpirun", "-N", Integer.toString(request.tasksPerNode())));
        if (request.tasks() != request.tasksPerNode() * request.nodes().size()) {
            words.addAll(List.of("-n", Integer.toString(request.tasks())));
        }
        options.inSchedule("mpirun_opts.rank_by").ifPresent(by -> words.addAll(List.of("--rank-by", by)));
        options.inSchedule("mpirun_opts.bind_to").ifPresent(to -> words.addAll(List.of("--bind-to", to)));
        for (String setting : options.listInSchedule("mpirun_opts.mca")) {
            words.add("--mca");
            words.addAll(Words.of(setting));
        }
        options.listInSchedule("mpirun_opts.extra").forEach(extra -> words.addAll(Words.of(extra)));
        words.addAll(List.of("--host", String.join(",", request.nodes())));
        return words;
    }
}
