package io.pergola.plugins.local;

import io.pergola.model.SchedulerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The size of this machine.
 *
 * @param memoryTable a file in the form of {@code /proc/meminfo}, proc(5)
 */
record Machine(Path memoryTable) {

    private static final String TOTAL = "MemTotal:";

    /** Processors that this process may use: its CPU affinity and its container count. */
    int cpus() {
        return Runtime.getRuntime().availableProcessors();
    }

    long memoryMib() {
        try {
            List<String> lines = Files.readAllLines(memoryTable);
            return lines.stream()
                    .filter(line -> line.startsWith(TOTAL))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | NumberFormatException e) {
            throw new SchedulerException(
                    "The memory of this machine cannot be read from " + memoryTable + ": " + e, null);
        }
    }

    /** The name in a file in the form of {@code /proc/sys/kernel/hostname}, proc(5); {@code localhost} if that cannot be read. */
    static String hostName(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "localhost";
        }
    }
}
