package io.pergola.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A script that looks at a directory from where it runs, and what it wrote there. */
final class NodeAnswer {

    private static final String TOKEN = "token";
    private static final String ANSWER = "answer";
    private static final String SCRIPT = "look";

    private final Path directory;
    private final String token = UUID.randomUUID().toString();

    NodeAnswer(Path directory) {
        this.directory = directory;
    }

    /** Writes the script. The clock is read last, right before the file gets its time from the file server. */
    Path write(List<String> header, @Nullable Path installation) throws IOException {
        Files.writeString(directory.resolve(TOKEN), token + "\n");
        String java = installation == null
                ? "none"
                : "$('" + quoted(installation.resolve("runtime/bin/java").normalize()) + "' -version 2>&1 | head -1)";
        String text = String.join("\n", header) + """

                cd '%s' || exit 3
                seen=$(cat token)
                java="%s"
                host=$(uname -n)
                printf '%%s\\n' "token $seen" "java $java" "host $host" "clock $(date +%%s.%%N)" > answer.new
                mv answer.new answer
                """.formatted(quoted(directory), java);
        Path script = Files.writeString(directory.resolve(SCRIPT), "#!/bin/bash\n" + text);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    private static String quoted(Path path) {
        return path.toString().replace("'", "'\\''");
    }

    boolean isThere() {
        return Files.exists(directory.resolve(ANSWER));
    }

    /**
     * What was seen.
     *
     * @param host the name of the node
     * @param java the first line that its Java printed; {@code none} if there was none to be tried
     * @param token whether it saw what this host had written
     * @param ahead how far the clock of the file server is ahead of the node's; empty if the node did not tell its time
     */
    record Seen(String host, String java, boolean token, Optional<Duration> ahead) {}

    Seen read() throws IOException {
        Path answer = directory.resolve(ANSWER);
        Map<String, String> words = new HashMap<>();
        Files.readAllLines(answer).forEach(line -> {
            String[] parts = line.split(" ", 2);
            words.put(parts[0], parts.length < 2 ? "" : parts[1]);
        });
        Instant stamped = Files.getLastModifiedTime(answer).toInstant();
        Optional<Duration> ahead = Optional.ofNullable(words.get("clock"))
                .filter(text -> text.matches("\\d{1,11}\\.\\d{9}"))
                .map(text -> Instant.ofEpochSecond(
                        Long.parseLong(text.substring(0, text.indexOf('.'))),
                        Long.parseLong(text.substring(text.indexOf('.') + 1))))
                .map(clock -> Duration.between(clock, stamped));
        return new Seen(
                words.getOrDefault("host", ""), words.getOrDefault("java", ""), token.equals(words.get(TOKEN)), ahead);
    }
}
