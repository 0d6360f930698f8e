package io.pergola.exec;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.Optional;

/** {@code kill(2)}, {@code wait4(2)}, {@code prctl(2)}. */
final class ProcessCalls {

    private static final int NO_HANG = 1;
    private static final int SET_CHILD_SUBREAPER = 36;
    private static final int USAGE_SIZE = 144;
    private static final int MAX_RESIDENT = 32;

    private static final MethodHandle KILL =
            Libc.functionWithErrno("kill", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle WAIT4 =
            Libc.functionWithErrno("wait4", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
    private static final MethodHandle PRCTL = Libc.functionWithErrno(
            "prctl",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.firstVariadicArg(1));

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
        try (Arena arena = Arena.ofConfined()) {
            return (int) KILL.invokeExact(Libc.state(arena), Math.toIntExact(target), signal) == 0;
        } catch (Throwable thrown) {
            throw Libc.broken("kill", thrown);
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
        try (Arena arena = Arena.ofConfined()) {
            var state = Libc.state(arena);
            int result = (int) PRCTL.invokeExact(state, SET_CHILD_SUBREAPER, 1L, 0L, 0L, 0L);
            return result == 0 ? 0 : Libc.errno(state);
        } catch (Throwable thrown) {
            throw Libc.broken("prctl", thrown);
        }
    }

    private static Optional<Exit> wait4(long child, int options) {
        try (Arena arena = Arena.ofConfined()) {
            var state = Libc.state(arena);
            var status = arena.allocate(JAVA_INT);
            var usage = arena.allocate(USAGE_SIZE, 8);
            int pid;
            do {
                pid = (int) WAIT4.invokeExact(state, Math.toIntExact(child), status, options, usage);
            } while (pid < 0 && Libc.errno(state) == Libc.EINTR);
            return pid <= 0 ? Optional.empty() : Optional.of(exit(status.get(JAVA_INT, 0), usage));
        } catch (Throwable thrown) {
            throw Libc.broken("wait4", thrown);
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
