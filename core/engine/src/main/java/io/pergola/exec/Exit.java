package io.pergola.exec;

import io.pergola.model.ExitWords;
import java.time.Duration;

/**
 * How a process ended and what it used, its own waited-for children included.
 *
 * @param code its exit code, 0 to 255, or -1 if a signal ended it
 * @param signal the signal that ended it, or 0
 * @param coreDumped whether it left a core dump
 * @param userTime time spent computing
 * @param systemTime time spent in the operating system on its behalf
 * @param maxResidentKiB the most memory that it, or one of its children, held at once, in KiB
 */
public record Exit(
        int code, int signal, boolean coreDumped, Duration userTime, Duration systemTime, long maxResidentKiB) {

    /** True for exit code 0. */
    public boolean ok() {
        return code == 0;
    }

    /** The name of the signal that ended it, such as {@code SIGKILL}; empty if none did, or it has no name. */
    public String signalName() {
        return ExitWords.signalName(signal);
    }

    /** For users: {@code exit code 3}, or {@code killed by signal 9 (SIGKILL)}. */
    public String words() {
        return signal == 0
                ? ExitWords.code(code)
                : "killed by " + ExitWords.signal(signal) + (coreDumped ? ", core dumped" : "");
    }
}
