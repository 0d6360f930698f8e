package io.pergola.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Name and version of an operating system (os-release(5)).
 *
 * @param name such as {@code debian}; {@code linux} if the system does not say
 * @param version such as {@code 12}; may be empty
 */
public record OperatingSystem(String name, String version) {

    private static final List<Path> FILES = List.of(Path.of("/etc/os-release"), Path.of("/usr/lib/os-release"));

    private static final OperatingSystem UNKNOWN = new OperatingSystem("linux", "");

    /** That of this machine. */
    public static OperatingSystem read() {
        Optional<Path> file = FILES.stream().filter(Files::isReadable).findFirst();
        if (file.isEmpty()) {
            return UNKNOWN;
        }
        try {
            return parse(Files.readAllLines(file.get(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            // Not worth an error: a system whose file cannot be read has no name.
            return UNKNOWN;
        }
    }

    static OperatingSystem parse(List<String> lines) {
        Map<String, String> values = new HashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1).replaceAll("^[\"']|[\"']$", ""));
            }
        }
        return new OperatingSystem(values.getOrDefault("ID", "linux"), values.getOrDefault("VERSION_ID", ""));
    }
}
