package io.pergola.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pergola.exec.SystemCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostChecksTest {

    private static List<String> limits(Path file, String text) throws IOException, InterruptedException {
        Files.writeString(file, text);
        var checks = new HostChecks(file, Map.of(), new SystemCommands(Map.of()));
        return FindingsList.of(checks.checks()).levels().stream()
                .filter(line -> line.matches("(open files|processes|file size|git).*"))
                .toList();
    }

    @Test
    void softLimitsAreHeldAgainstWhatARunNeeds(@TempDir Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("limits");
        assertEquals(
                List.of("open files: OK", "processes: OK", "file size: OK"),
                limits(file, """
                Limit                     Soft Limit           Hard Limit           Units
                Max file size             unlimited            unlimited            bytes
                Max processes             unlimited            unlimited            processes
                Max open files            1024                 1048576              files
                """).subList(0, 3));
        assertEquals(
                List.of("open files: WARNING", "processes: WARNING", "file size: WARNING"),
                limits(file, """
                Max file size             1000000              unlimited            bytes
                Max processes             100                  100000               processes
                Max open files            256                  1048576              files
                """).subList(0, 3));
        assertEquals(
                List.of("open files: NOTE", "processes: NOTE", "file size: NOTE"),
                limits(file, "").subList(0, 3));
    }
}
