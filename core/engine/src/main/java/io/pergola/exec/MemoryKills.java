package io.pergola.exec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How many processes the kernel has killed for want of memory since this was made, in the control group of this process, where batch
 * systems keep a job's memory limit. It kills what takes most, so who started that sees no more than a signal. See cgroups(7),
 * versions 1 and 2.
 */
public final class MemoryKills {

    private static final Path SELF = Path.of("/proc/self/cgroup");
    private static final Path GROUPS = Path.of("/sys/fs/cgroup");

    private static final String LABEL = "oom_kill ";

    private final @Nullable Path counter;
    private final long before;

    /** A process does not change its groups by itself, so they are looked up once. */
    private static final class Own {
        static final @Nullable Path COUNTER = counter(SELF, GROUPS).orElse(null);
    }

    /** Of this process. */
    public MemoryKills() {
        this(Own.COUNTER);
    }

    /** {@code self}: the groups of a process; {@code groups}: where all groups are mounted. */
    MemoryKills(Path self, Path groups) {
        this(counter(self, groups).orElse(null));
    }

    private MemoryKills(@Nullable Path counter) {
        this.counter = counter;
        this.before = count();
    }

    /** Since this was made; 0 too where nobody counts. */
    public long since() {
        return count() - before;
    }

    private long count() {
        return counter == null
                ? 0
                : SmallFile.read(counter.toString()).map(MemoryKills::count).orElse(0L);
    }

    private static long count(String text) {
        int line = text.startsWith(LABEL) ? 0 : text.indexOf("\n" + LABEL) + 1;
        if (!text.startsWith(LABEL, line)) {
            return 0;
        }
        long count = 0;
        for (int i = line + LABEL.length(); i < text.length() && Character.isDigit(text.charAt(i)); i++) {
            count = count * 10 + Character.digit(text.charAt(i), 10);
        }
        return count;
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
