package io.pergola.spi;

/**
 * How a command ended.
 *
 * @param outcome whether it ran to its end
 * @param exitCode its exit code, 128 + N if signal N killed it, or -1 if it did not run to its end
 * @param stdout what it printed, decoded as UTF-8; at most 256 MiB
 * @param stderr what it printed as errors, or why it could not be started; at most 1 MiB
 */
public record CommandResult(Outcome outcome, int exitCode, String stdout, String stderr) {

    /** How many characters of its output are kept of a command whose lines were handed on. */
    public static final int BEGINNING = 4_096;

    /** Whether a command ran to its end. */
    public enum Outcome {
        /** It ended by itself, with an exit code. */
        ENDED,
        /** It was killed at its time limit. */
        TIMED_OUT,
        /** It is not there or may not be run. */
        NOT_STARTED
    }

    /** True if it ran to its end with exit code 0. */
    public boolean ok() {
        return outcome == Outcome.ENDED && exitCode == 0;
    }
}
