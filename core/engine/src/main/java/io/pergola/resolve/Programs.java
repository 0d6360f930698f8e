package io.pergola.resolve;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Which of the programs that suites like to ask for are here: the variable {@code sys.programs}. */
final class Programs {

    private static final List<String> ASKED_FOR = List.of(
            "cc",
            "gcc",
            "g++",
            "gfortran",
            "clang",
            "make",
            "cmake",
            "python3",
            "mpicc",
            "mpirun",
            "mpiexec",
            "srun",
            "lmp",
            "gmx",
            "hpcc",
            "stress-ng",
            "fio",
            "iperf3",
            "sysbench",
            "stream",
            "osu_latency",
            "osu_bw",
            "osu_bibw",
            "osu_mbw_mr",
            "osu_allreduce",
            "osu_alltoall",
            "osu_bcast",
            "osu_barrier",
            "IMB-MPI1",
            "ior",
            "mdtest",
            "xhpcg",
            "nvidia-smi",
            "rocm-smi");

    private Programs() {}

    /** Names with blanks between them. */
    static String in(String searchPath) {
        List<Path> directories = Arrays.stream(searchPath.split(":", -1))
                .filter(directory -> directory.startsWith("/"))
                .map(Path::of)
                .distinct()
                .toList();
        return ASKED_FOR.stream()
                .filter(program -> directories.stream()
                        .map(directory -> directory.resolve(program))
                        .anyMatch(Files::isExecutable))
                .collect(Collectors.joining(" "));
    }
}
