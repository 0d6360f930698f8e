package io.pergola.plugins.local;

import io.pergola.model.NodeInfo;
import io.pergola.model.SchedulerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Allocations that a file or variable lists: one of the user's, and those of PBS ({@code PBS_NODEFILE}, pbs_attributes(7B)), LSF
 * ({@code LSB_MCPU_HOSTS}, "Environment variables" of its reference) and Grid Engine ({@code PE_HOSTFILE}, sge_pe(5)).
 */
record HostFiles(Map<String, String> environment, Machine machine, Predicate<String> isHere) {

    static final String NAMED = "PERGOLA_HOSTFILE";

    Optional<HeldAllocation> named() {
        String file = variable(NAMED);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Path path = Path.of(file).toAbsolutePath().normalize();
        return Optional.of(allocation(
                "hosts " + path + " " + path.toFile().lastModified(),
                HostLines.read(path, lines(path, NAMED), this::unsaid)));
    }

    /** A line for each process, or for each chunk that {@code NCPUS} processors belong to. */
    Optional<HeldAllocation> pbs() {
        String file = variable("PBS_NODEFILE");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        var counts = new LinkedHashMap<String, Integer>();
        lines(Path.of(file), "PBS_NODEFILE").stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(name -> counts.merge(name, 1, Integer::sum));
        int least = Math.max(count(variable("NCPUS")), count(variable("PBS_NUM_PPN")));
        counts.replaceAll((name, count) -> Math.max(count, least));
        return allocation("pbs " + variable("PBS_JOBID"), counts, "PBS_NODEFILE");
    }

    /** {@code HOST COUNT HOST COUNT ...}. */
    Optional<HeldAllocation> lsf() {
        String text = variable("LSB_MCPU_HOSTS").strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        List<String> words = List.of(text.split("\\s+"));
        var counts = new LinkedHashMap<String, Integer>();
        for (int at = 0; at + 1 < words.size(); at += 2) {
            counts.merge(words.get(at), count(words.get(at + 1)), Integer::sum);
        }
        return allocation("lsf " + variable("LSB_JOBID"), counts, "LSB_MCPU_HOSTS");
    }

    /** Lines {@code HOST SLOTS QUEUE PROCESSORS}. */
    Optional<HeldAllocation> gridEngine() {
        String file = variable("PE_HOSTFILE");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        var counts = new LinkedHashMap<String, Integer>();
        for (String line : lines(Path.of(file), "PE_HOSTFILE")) {
            List<String> words = List.of(line.strip().split("\\s+"));
            if (words.size() >= 2) {
                counts.merge(words.getFirst(), count(words.get(1)), Integer::sum);
            }
        }
        return allocation("sge " + variable("JOB_ID"), counts, "PE_HOSTFILE");
    }

    private Optional<HeldAllocation> allocation(String id, Map<String, Integer> cores, String source) {
        if (cores.isEmpty()) {
            throw new SchedulerException(
                    source + " is set, but it names no hosts",
                    "Unset it if you are not in a job, or see what it holds.");
        }
        var nodes = new ArrayList<NodeInfo>();
        cores.forEach((name, count) -> nodes.add(SlurmEnvironment.node(name, count, memory(name), 0)));
        return Optional.of(allocation(id, nodes));
    }

    private static HeldAllocation allocation(String id, List<NodeInfo> nodes) {
        return new HeldAllocation(id, HeldAllocation.Grantor.OTHER, nodes);
    }

    /** What a host has of which only the name is said: this machine's, since those of an allocation mostly are alike. */
    private NodeInfo unsaid(String name) {
        return SlurmEnvironment.node(name, machine.cpus(), memory(name), 0);
    }

    private long memory(String name) {
        return isHere.test(name) ? machine.memoryMib() : 0;
    }

    private static int count(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }

    private static List<String> lines(Path file, String variable) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new SchedulerException(
                    variable + " names " + file + ", which cannot be read: " + e.getMessage(),
                    "Name a file that can be read, or unset " + variable + ".");
        }
    }

    private String variable(String name) {
        return environment.getOrDefault(name, "");
    }
}
