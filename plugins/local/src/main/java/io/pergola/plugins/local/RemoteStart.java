package io.pergola.plugins.local;

import io.pergola.spi.NodeStart;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The command line that starts something on another node: by srun within a job of Slurm, by flux exec, else by ssh. */
record RemoteStart(Surroundings surroundings, HeldAllocation held) {

    /** Its ssh is told to end through its standard input, so that it can say how the other side ended. */
    private static final String NEAR = """
            exec 3<> <(:)
            node=$1 there=$2
            shift 2
            (trap '' TERM INT HUP; exec "$@" "$node" "$there" <&3) &
            ssh=$!
            trap 'echo end >&3' TERM INT HUP
            wait $ssh; code=$?
            while kill -0 $ssh 2>/dev/null; do wait $ssh; code=$?; done
            exit $code
            """;

    /** Ends what it started when it is told to, and when nobody is left to tell. */
    private static final String FAR = """
            cd "$1" || exit 126
            shift
            set -m
            exec 4<&0 </dev/null
            "$@" 4<&- &
            job=$!
            exec 2>/dev/null
            {
                while read -r word <&4; do kill -TERM -- -$job; done
                kill -TERM -- -$job
                sleep 5
                kill -KILL -- -$job
            } >/dev/null &
            watch=$!
            wait $job
            code=$?
            kill -KILL -- -$watch
            exit $code
            """;

    List<String> words(NodeStart start) {
        var words = new ArrayList<>(
                switch (way()) {
                    case SLURM -> srun(start);
                    case FLUX -> flux(start);
                    case OTHER -> ssh(start);
                });
        if (way() != HeldAllocation.Grantor.OTHER) {
            words.addAll(start.command());
        }
        return words;
    }

    private HeldAllocation.Grantor way() {
        return switch (held.by()) {
            case SLURM -> surroundings.has("srun") ? HeldAllocation.Grantor.SLURM : HeldAllocation.Grantor.OTHER;
            case FLUX -> HeldAllocation.Grantor.FLUX;
            case OTHER -> HeldAllocation.Grantor.OTHER;
        };
    }

    private static List<String> srun(NodeStart start) {
        return List.of(
                "srun",
                "--overlap",
                "-N1",
                "-n1",
                "-w",
                start.node(),
                "--cpu-bind=none",
                "--export=ALL",
                "-D",
                start.directory().toString(),
                "-u");
    }

    /** By the rank of its broker: the list of hosts is in the order of ranks. */
    private List<String> flux(NodeStart start) {
        var words = new ArrayList<>(List.of(
                "flux",
                "exec",
                "-r",
                Integer.toString(Math.max(0, held.granted().indexOf(start.node()))),
                "-d",
                start.directory().toString(),
                "env"));
        words.addAll(settings(start));
        return words;
    }

    private List<String> ssh(NodeStart start) {
        var far = new ArrayList<>(List.of(
                "exec",
                "bash",
                "-c",
                quoted(FAR),
                "far",
                quoted(start.directory().toString()),
                "env"));
        settings(start).forEach(setting -> far.add(quoted(setting)));
        start.command().forEach(word -> far.add(quoted(word)));
        var words = new ArrayList<>(List.of("bash", "-c", NEAR, "near", start.node(), String.join(" ", far)));
        words.addAll(surroundings.words("PERGOLA_SSH", "ssh"));
        words.addAll(List.of(
                "-T",
                "-o",
                "BatchMode=yes",
                "-o",
                "ConnectTimeout=15",
                "-o",
                "ServerAliveInterval=15",
                "-o",
                "ServerAliveCountMax=4"));
        return words;
    }

    private static List<String> settings(NodeStart start) {
        return new TreeMap<>(start.variables())
                .entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .collect(Collectors.toList());
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
