package io.pergola.results;

import io.pergola.model.ExitWords;
import io.pergola.model.Value;
import java.util.Optional;

/** How a run is expected to end ({@code run.expect}). */
public sealed interface Expectation {

    /** What may be written, in words. */
    String CHOICES = "pass, fail, timeout, 'exit N' or 'signal NAME'";

    /** It passes; so does a run of which nothing is said. */
    record Pass() implements Expectation {}

    /** It fails, which is then a pass. */
    record Fail() implements Expectation {}

    /** It runs into a time limit, which is then a pass. */
    record TimeOut() implements Expectation {}

    /**
     * Its script ends with a certain code.
     *
     * @param code the one that takes the place of 0; 0 to 255
     */
    record Exit(int code) implements Expectation {}

    /**
     * A signal ends its script, or a command of it.
     *
     * @param number the signal's
     */
    record Signal(int number) implements Expectation {}

    /** As it is written; empty if it means nothing. */
    static Optional<Expectation> parse(String text) {
        String written = text.strip();
        int blank = written.indexOf(' ');
        String value = blank < 0 ? "" : written.substring(blank).strip();
        return switch (blank < 0 ? written : written.substring(0, blank)) {
            case "pass" -> without(value, new Pass());
            case "fail" -> without(value, new Fail());
            case "timeout" -> without(value, new TimeOut());
            case "exit" ->
                value.matches("\\d{1,2}|1\\d\\d|2[0-4]\\d|25[0-5]")
                        ? Optional.of(new Exit(Integer.parseInt(value)))
                        : Optional.empty();
            case "signal" -> ExitWords.signalNumber(value).map(Signal::new);
            default -> Optional.empty();
        };
    }

    private static Optional<Expectation> without(String value, Expectation expectation) {
        return value.isEmpty() ? Optional.of(expectation) : Optional.empty();
    }

    /** Of a whole resolved configuration; what cannot be read there counts as nothing. */
    static Expectation of(Value.Entries config) {
        return config.values().get("run") instanceof Value.Entries run
                        && run.values().get("expect") instanceof Value.Text(String text)
                ? parse(text).orElseGet(Pass::new)
                : new Pass();
    }

    /**
     * Whether a script has ended as it should.
     *
     * @param status its exit code, or the number of the signal that ended it, negative
     */
    default boolean isMetBy(int status) {
        return switch (this) {
            case Pass _, Fail _ -> status == 0;
            case TimeOut _ -> false;
            case Exit(int code) -> status == code;
            case Signal(int number) -> status == -number || ExitWords.standsFor(status, number);
        };
    }

    /** What was expected of the script, to stand before "as expected" and behind "expected"; empty if it is plain success. */
    default String words() {
        return switch (this) {
            case Pass _, Fail _ -> "";
            case TimeOut _ -> "a time-out";
            case Exit(int code) -> ExitWords.code(code);
            case Signal(int number) -> "an end by " + ExitWords.signal(number);
        };
    }
}
