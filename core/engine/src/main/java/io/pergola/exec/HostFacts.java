package io.pergola.exec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this host is.
 *
 * @param name its name ({@code /proc/sys/kernel/hostname})
 * @param user the name of the user that this process runs as
 * @param cores how many cores this process may use; affinity and container limits are counted in
 * @param memoryMiB the memory that this process may use, in MiB; container limits are counted in; 0 if nobody says
 */
public record HostFacts(String name, String user, int cores, long memoryMiB) {

    private static final Path TOTAL = Path.of("/proc/meminfo");
    private static final Path GROUP_LIMIT = Path.of("/sys/fs/cgroup/memory.max");

    /** Looks. */
    public static HostFacts read() {
        return new HostFacts(
                ProcFiles.Host.read().name(),
                System.getProperty("user.name"),
                Runtime.getRuntime().availableProcessors(),
                Math.min(totalMiB(), groupLimitMiB()));
    }

    private static long totalMiB() {
        return lines(TOTAL)
                .filter(line -> line.startsWith("MemTotal:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    private static long groupLimitMiB() {
        return lines(GROUP_LIMIT)
                .filter(line -> line.matches("\\d{1,18}"))
                .mapToLong(line -> Long.parseLong(line) / (1024 * 1024))
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readString(file).lines();
        } catch (IOException e) {
            return Stream.empty();
        }
    }
}
