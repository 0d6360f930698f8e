package io.pergola.exec;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Optional;

/** {@code kill(2)}, {@code wait4(2)}, {@code prctl(2)}. */
final class ProcessCalls {

    private static final int NO_HANG = 1;
    private static final int SET_CHILD_SUBREAPER = 36;
    private static final int STATUS_SIZE = 4;
    private static final int USAGE_SIZE = 144;
    private static final int MAX_RESIDENT = 32;

    private static final Libc.Function KILL = Libc.function("kill");
    private static final Libc.Function WAIT4 = Libc.function("wait4");
    private static final Libc.Function PRCTL = Libc.function("prctl");

    private ProcessCalls() {}

    /**
     * Sends a signal, or only asks (number 0).
     *
     * @param target a process, or a process group as a negative number
     * @return whether there is such a process or group that we may signal
     */
    static boolean kill(long target, int signal) {
        if (target == 0 || target == -1 || target == 1) {
            throw new IllegalArgumentException("Pergola never signals " + target);
        }
        int process = Math.toIntExact(target);
        try (var calls = new LibcCalls()) {
            return calls.call(KILL, process, signal) == 0;
        }
    }

    /** Waits for a child and reaps it; empty if it is none of ours (any more). */
    static Optional<Exit> await(long child) {
        return wait4(child, 0);
    }

    /** Reaps a child if it has ended; empty if it has not, or is none of ours. */
    static Optional<Exit> reap(long child) {
        return wait4(child, NO_HANG);
    }

    /** Makes this process the heir of its descendants' children. Answers with an error number, 0 if none. */
    static int becomeSubreaper() {
        try (var calls = new LibcCalls()) {
            return calls.call(PRCTL, SET_CHILD_SUBREAPER, 1) == 0 ? 0 : calls.errno();
        }
    }

    private static Optional<Exit> wait4(long child, int options) {
        int process = Math.toIntExact(child);
        try (var calls = new LibcCalls()) {
            MemorySegment status = calls.structure(STATUS_SIZE);
            MemorySegment usage = calls.structure(USAGE_SIZE);
            int pid;
            do {
                pid = calls.call(WAIT4, process, status.address(), options, usage.address());
            } while (pid < 0 && calls.errno() == Libc.EINTR);
            return pid <= 0 ? Optional.empty() : Optional.of(exit(status.get(JAVA_INT, 0), usage));
        }
    }

    /** See wait(2) for the status word, getrusage(2) for the usage. */
    private static Exit exit(int status, MemorySegment usage) {
        int signal = status & 0x7f;
        return new Exit(
                signal == 0 ? status >> 8 & 0xff : -1,
                signal,
                (status & 0x80) != 0,
                time(usage, 0),
                time(usage, 16),
                usage.get(JAVA_LONG, MAX_RESIDENT));
    }

    private static Duration time(MemorySegment usage, int offset) {
        long seconds = usage.get(JAVA_LONG, offset);
        return Duration.ofSeconds(seconds, 1000 * usage.get(JAVA_LONG, offset + 8L));
    }
}
