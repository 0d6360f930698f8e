package io.pergola.plugins.slurm;

import io.pergola.model.NodeList;
import io.pergola.spi.LaunchCommand;
import io.pergola.spi.LaunchRequest;
import io.pergola.spi.Mpirun;
import io.pergola.spi.ShellWords;
import java.util.ArrayList;
import java.util.List;

/** The words before a parallel program: srun, or mpirun with the options of {@code mpirun_opts}. */
final class Launch {

    private Launch() {}

    static LaunchCommand of(LaunchRequest request) {
        var options = new SlurmOptions(request.schedule(), request.options());
        List<String> words = new ArrayList<>(
                options.mpirun()
                        ? Mpirun.words(request, String.join(",", request.nodes()), true)
                        : srun(request, options));
        options.inSchedule("wrapper").ifPresent(wrapper -> words.addAll(ShellWords.of(wrapper)));
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
        options.ownList("srun_extra").forEach(extra -> words.addAll(ShellWords.of(extra)));
        return words;
    }
}
