package io.pergola.exec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many processes the kernel has killed for want of memory since this was made, in the control group of this process, where batch
 * systems keep a job's memory limit. It kills what takes most, so who started that sees no more than a signal. See cgroups(7),
 * versions 1 and 2.
 */
public final class MemoryKills {

    private static final Path SELF = Path.of("/proc/self/cgroup");
    private static final Path GROUPS = Path.of("/sys/fs/cgroup");

    private final Optional<Path> counter;
    private final long before;

    /** Of this process. */
    public MemoryKills() {
        this(SELF, GROUPS);
    }

    /** {@code self}: the groups of a process; {@code groups}: where all groups are mounted. */
    MemoryKills(Path self, Path groups) {
        this.counter = counter(self, groups);
        this.before = count();
    }

    /** Since this was made; 0 too where nobody counts. */
    public long since() {
        return count() - before;
    }

    private long count() {
        return counter.stream()
                .flatMap(file -> lines(file).stream())
                .filter(line -> line.matches("oom_kill \\d{1,18}"))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                .findFirst()
                .orElse(0);
    }

    /** A line is {@code 4:memory:/group} in version 1, where each controller has its groups, {@code 0::/group} in version 2. */
    private static Optional<Path> counter(Path self, Path groups) {
        List<String[]> lines = lines(self).stream()
                .map(line -> line.split(":", 3))
                .filter(line -> line.length == 3)
                .toList();
        Stream<Path> first = lines.stream()
                .filter(line -> List.of(line[1].split(",", -1)).contains("memory"))
                .map(line ->
                        groups.resolve("memory").resolve(line[2].substring(1)).resolve("memory.oom_control"));
        Stream<Path> second = lines.stream()
                .filter(line -> line[1].isEmpty())
                .map(line -> groups.resolve(line[2].substring(1)).resolve("memory.events"));
        return Stream.concat(first, second).filter(Files::isReadable).findFirst();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
