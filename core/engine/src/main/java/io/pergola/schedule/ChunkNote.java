package io.pergola.schedule;

import io.pergola.model.Value;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which piece of a machine a job is for.
 *
 * @param index from 0
 * @param count how many pieces there are
 * @param seed where chance began, if the pieces hang on it: the same value as {@code chunking.seed} gives them again
 */
public record ChunkNote(int index, int count, OptionalLong seed) {

    /** For people: {@code chunk 3 of 0-7, seed 42}. */
    public String text() {
        return "chunk " + index + " of 0-" + (count - 1) + (seed.isPresent() ? ", seed " + seed.getAsLong() : "");
    }

    /** For a job's file, and for results: {@code chunk}, {@code chunks} and, if there is one, {@code seed}. */
    public Map<String, Value> toValues() {
        var values = new LinkedHashMap<String, Value>();
        values.put("chunk", Value.of(index));
        values.put("chunks", Value.of(count));
        seed.ifPresent(number -> values.put("seed", Value.of(number)));
        return values;
    }

    /** Reads it back; empty if there is none. */
    public static Optional<ChunkNote> of(Map<String, Value> values) {
        return values.get("chunk") instanceof Value.Int(BigInteger index)
                        && values.get("chunks") instanceof Value.Int(BigInteger count)
                ? Optional.of(new ChunkNote(
                        index.intValue(),
                        count.intValue(),
                        values.get("seed") instanceof Value.Int(BigInteger seed)
                                ? OptionalLong.of(seed.longValue())
                                : OptionalLong.empty()))
                : Optional.empty();
    }
}
