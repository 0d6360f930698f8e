package io.pergola.build;

import io.pergola.json.Json;
import io.pergola.json.JsonException;
import io.pergola.model.Value;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What is known of a finished build; stands beside it in {@code KEY.finished}. Builds made by early versions have an empty one.
 *
 * @param directory the name of its directory
 * @param made when it was finished
 * @param took how long its script ran
 * @param user who made it
 * @param test the test for which it was made
 * @param bytes the sizes of its files together
 * @param parts what its key was made of, each with a text that differs if it does
 */
public record BuildRecord(
        String directory,
        Instant made,
        Duration took,
        String user,
        String test,
        long bytes,
        SequencedMap<String, String> parts) {

    static final String SUFFIX = ".finished";

    /** Empty if the build is not finished. */
    static Optional<BuildRecord> read(Path builds, String key) throws IOException {
        Path file = builds.resolve(key + SUFFIX);
        try {
            String text = Files.readString(file);
            if (text.isBlank()) {
                Instant made = Files.getLastModifiedTime(file).toInstant();
                return Optional.of(new BuildRecord(key, made, Duration.ZERO, "", "", 0, new LinkedHashMap<>()));
            }
            BuildRecord record = of((Value.Entries) Json.read(text), key);
            if (!BuildShelf.key(record.directory()).equals(key)
                    || record.directory().indexOf('/') >= 0) {
                throw new ClassCastException("It is a record of another build");
            }
            return Optional.of(record);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (ClassCastException | JsonException e) {
            throw new IOException(file + " is damaged; remove it, and the build is made anew", e);
        }
    }

    private static BuildRecord of(Value.Entries values, String key) {
        var parts = new LinkedHashMap<String, String>();
        if (values.values().get("parts") instanceof Value.Entries all) {
            all.values()
                    .forEach((name, value) -> parts.put(name, value instanceof Value.Text(String text) ? text : ""));
        }
        return new BuildRecord(
                text(values, "directory", key),
                Instant.EPOCH.plus(number(values, "made_us"), ChronoUnit.MICROS),
                Duration.ofMillis(number(values, "took_ms")),
                text(values, "user", ""),
                text(values, "test", ""),
                number(values, "bytes"),
                parts);
    }

    private static String text(Value.Entries values, String key, String otherwise) {
        return values.values().get(key) instanceof Value.Text(String text) ? text : otherwise;
    }

    private static long number(Value.Entries values, String key) {
        return values.values().get(key) instanceof Value.Int(BigInteger number) ? number.longValue() : 0;
    }

    byte[] toBytes() {
        var values = new LinkedHashMap<String, Value>();
        values.put("format", Value.of(1));
        values.put("directory", Value.of(directory));
        values.put("made_us", Value.of(ChronoUnit.MICROS.between(Instant.EPOCH, made)));
        values.put("took_ms", Value.of(took.toMillis()));
        values.put("user", Value.of(user));
        values.put("test", Value.of(test));
        values.put("bytes", Value.of(bytes));
        var all = new LinkedHashMap<String, Value>();
        parts.forEach((name, text) -> all.put(name, Value.of(text)));
        values.put("parts", new Value.Entries(all));
        return Json.write(new Value.Entries(values)).getBytes(StandardCharsets.UTF_8);
    }
}
