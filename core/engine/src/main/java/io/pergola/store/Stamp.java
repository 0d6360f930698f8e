package io.pergola.store;

import io.pergola.model.Value;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Points in time as they are stored: seconds since 1970 with six decimals. */
final class Stamp {

    private static final long MILLION = 1_000_000;

    private Stamp() {}

    static String text(Instant time) {
        String micros = Long.toString(time.getNano() / 1000);
        return time.getEpochSecond() + "." + "0".repeat(6 - micros.length()) + micros;
    }

    /** Empty if the text is not one of ours. */
    static Optional<Instant> parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 1 || text.length() - dot != 7) {
            return Optional.empty();
        }
        try {
            return Optional.of(ofMicros(Long.parseLong(text.substring(0, dot)) * MILLION
                    + Integer.parseUnsignedInt(text.substring(dot + 1))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    static Value value(Instant time) {
        return Value.of(micros(time) / 1e6);
    }

    /** The beginning of 1970 if the value is not a number. */
    static Instant of(@Nullable Value value) {
        return switch (value) {
            case Value.Real(double seconds) -> ofMicros(Math.round(seconds * 1e6));
            case Value.Int(var seconds) -> Instant.ofEpochSecond(seconds.longValue());
            case null, default -> Instant.EPOCH;
        };
    }

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    static Instant ofMicros(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MILLION), Math.floorMod(micros, MILLION) * 1000);
    }
}
