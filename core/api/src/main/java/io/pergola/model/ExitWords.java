package io.pergola.model;

import java.util.List;
import java.util.Optional;

/** How processes end, in words. */
public final class ExitWords {

    /** What a shell adds to the number of the signal that ended its command (POSIX, "Exit Status for Commands"). */
    private static final int SIGNAL_BASE = 128;

    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;

    /** By number, from 1, as Linux has them on most machines. */
    private static final List<String> SIGNALS = List.of(
            "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
            "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF",
            "WINCH", "IO", "PWR", "SYS");

    private ExitWords() {}

    /** Such as {@code SIGSEGV}; empty if there is no such signal, or it has no name. */
    public static String signalName(int number) {
        return number >= 1 && number <= SIGNALS.size() ? "SIG" + SIGNALS.get(number - 1) : "";
    }

    /** Such as {@code signal 11 (SIGSEGV)}; signals without a name are a number only. */
    public static String signal(int number) {
        String name = signalName(number);
        return "signal " + number + (name.isEmpty() ? "" : " (" + name + ")");
    }

    /**
     * Such as {@code exit code 3}, with what a shell means by the code if it means anything.
     *
     * @param code 0 to 255
     */
    public static String code(int code) {
        String meaning =
                switch (code) {
                    case NOT_EXECUTABLE -> ", as when a command cannot be executed";
                    case NOT_FOUND -> ", as when a command is not found";
                    default ->
                        code > SIGNAL_BASE && code <= SIGNAL_BASE + SIGNALS.size()
                                ? ", as when a command is killed by " + signal(code - SIGNAL_BASE)
                                : "";
                };
        return "exit code " + code + meaning;
    }

    /** The number of a signal that is written as {@code 11}, {@code SEGV} or {@code SIGSEGV}; empty if there is none. */
    public static Optional<Integer> signalNumber(String written) {
        String name = written.startsWith("SIG") ? written.substring("SIG".length()) : written;
        int index = SIGNALS.indexOf(name);
        if (index >= 0) {
            return Optional.of(index + 1);
        }
        return written.matches("[1-9]|[1-5]\\d|6[0-4]") ? Optional.of(Integer.valueOf(written)) : Optional.empty();
    }

    /** True if a shell that ends with this code may have been told so by a command which that signal ended. */
    public static boolean standsFor(int code, int signal) {
        return code == SIGNAL_BASE + signal;
    }
}
