package io.pergola.machine;

import io.pergola.exec.HostFacts;
import io.pergola.expr.Variable;
import io.pergola.resolve.SystemVariables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** The variables of this machine and this moment. Immutable. */
public final class MachineVariables implements SystemVariables {

    /** What suites ask for with {@code sys.programs}. */
    private static final List<String> PROGRAMS = List.of(
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
            "nvidia-smi",
            "rocm-smi");

    private final HostFacts host;
    private final String searchPath;
    private final String version;
    private final Instant now;

    /**
     * @param searchPath the value of {@code PATH}
     * @param version Pergola's own version
     * @param now the moment of which {@code pav} tells
     */
    public MachineVariables(HostFacts host, String searchPath, String version, Instant now) {
        this.host = host;
        this.searchPath = searchPath;
        this.version = version;
        this.now = now;
    }

    /** The system's name: the host's without its domain and the digits at its end, so that {@code login3} is {@code login}. */
    public static String systemName(String host) {
        String name = host.split("\\.", 2)[0].replaceAll("\\d+$", "");
        return name.isEmpty() ? host : name;
    }

    @Override
    public SequencedMap<String, Variable> sys() {
        var sys = new LinkedHashMap<String, Variable>();
        sys.put("sys_name", Variables.text(systemName(host.name())));
        sys.put("sys_host", Variables.text(host.name()));
        sys.put("sys_arch", Variables.text(architecture()));
        sys.put("sys_os", Variables.system(OperatingSystem.read()));
        sys.put("host_cpus", Variables.text(Integer.toString(host.cores())));
        sys.put("programs", Variables.text(programs()));
        sys.put("host_name", new Variable.Deferred());
        sys.put("host_arch", new Variable.Deferred());
        sys.put("host_os", new Variable.Deferred());
        return sys;
    }

    /** What is deferred in {@link #sys}, for the host on which the test runs. */
    public static SequencedMap<String, Variable> ofHost(HostFacts host) {
        var sys = new LinkedHashMap<String, Variable>();
        sys.put("host_name", Variables.text(host.name()));
        sys.put("host_arch", Variables.text(architecture()));
        sys.put("host_os", Variables.system(OperatingSystem.read()));
        return sys;
    }

    /** As {@code uname -m} says it. */
    private static String architecture() {
        String name = System.getProperty("os.arch", "unknown");
        return name.equals("amd64") ? "x86_64" : name;
    }

    private String programs() {
        List<Path> directories = searchPath
                .lines()
                .flatMap(line -> List.of(line.split(":")).stream())
                .filter(directory -> directory.startsWith("/"))
                .map(Path::of)
                .distinct()
                .toList();
        return PROGRAMS.stream()
                .filter(program -> directories.stream()
                        .map(directory -> directory.resolve(program))
                        .anyMatch(Files::isExecutable))
                .collect(Collectors.joining(" "));
    }

    @Override
    public SequencedMap<String, Variable> pav() {
        LocalDateTime time = LocalDateTime.ofInstant(now, ZoneId.systemDefault());
        var pav = new LinkedHashMap<String, Variable>();
        pav.put(
                "timestamp",
                Variables.text(String.format(Locale.ROOT, "%.6f", now.getEpochSecond() + now.getNano() / 1e9)));
        pav.put("year", Variables.text(Integer.toString(time.getYear())));
        pav.put("month", Variables.text(Integer.toString(time.getMonthValue())));
        pav.put("day", Variables.text(Integer.toString(time.getDayOfMonth())));
        pav.put("weekday", Variables.text(time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH)));
        pav.put(
                "time",
                Variables.text(DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT)
                        .format(time)));
        pav.put("user", Variables.text(host.user()));
        pav.put("user_id", Variables.text(userId()));
        pav.put("version", Variables.text(version));
        pav.put("errors", new Variable.Known(List.of()));
        return pav;
    }

    private static String userId() {
        try {
            return String.valueOf(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            return "";
        }
    }
}
