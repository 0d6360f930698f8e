package io.pergola.plugins.slurm;

import io.pergola.json.Json;
import io.pergola.model.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Recorded outputs and the cases of the conformance corpus. */
final class Cases {

    private Cases() {}

    static String text(String file) {
        try (InputStream input = open(file)) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String file) throws IOException {
        InputStream input = Objects.requireNonNull(Cases.class.getResourceAsStream(file), file);
        return file.endsWith(".gz") ? new GZIPInputStream(input) : input;
    }

    /** The cases of one part of {@code headers.json}; what is recommended is put in place of what Pavilion has wrong. */
    static List<Value.Entries> of(String part) {
        var cases = new ArrayList<Value.Entries>();
        for (Value value : items(at((Value.Entries) Json.read(text("headers.json")), part))) {
            var merged = new HashMap<>(((Value.Entries) value).values());
            if (merged.get("recommended") instanceof Value.Entries better) {
                if (part.equals("launch")) {
                    merged.put("out", better);
                } else {
                    merged.putAll(better.values());
                }
            }
            cases.add((Value.Entries) Value.of(merged));
        }
        return cases;
    }

    static @Nullable Value at(Value.Entries entries, String... path) {
        @Nullable Value value = entries;
        for (String key : path) {
            value = value instanceof Value.Entries some ? some.values().get(key) : null;
        }
        return value;
    }

    static List<Value> items(@Nullable Value value) {
        return value instanceof Value.Items(List<Value> items) ? items : List.of();
    }

    static String text(@Nullable Value value) {
        return switch (value) {
            case Value.Text(String text) -> text;
            case Value.Int(BigInteger number) -> number.toString();
            case Value.Bool(boolean flag) -> flag ? "True" : "False";
            case null, default -> "";
        };
    }

    static List<String> texts(@Nullable Value value) {
        return value instanceof Value.Items(List<Value> items)
                ? items.stream().map(Cases::text).toList()
                : List.of(text(value));
    }

    /** The texts of a section; those of a section below it as {@code section.key}, as the engine hands them over. */
    static Map<String, List<String>> section(@Nullable Value value) {
        var section = new HashMap<String, List<String>>();
        if (value instanceof Value.Entries entries) {
            entries.values().forEach((key, its) -> {
                if (its instanceof Value.Entries) {
                    section(its).forEach((below, texts) -> section.put(key + "." + below, texts));
                } else {
                    section.put(key, texts(its));
                }
            });
        }
        return section;
    }
}
