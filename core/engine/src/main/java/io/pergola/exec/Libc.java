package io.pergola.exec;

import io.pergola.model.SchedulerException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Optional;

/** Finds functions of the C library, and speaks of its error numbers. */
@SuppressWarnings("restricted")
final class Libc {

    static final int EINTR = 4;
    static final int ENOENT = 2;
    static final int ENOEXEC = 8;
    static final int EACCES = 13;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle STRERROR =
            function("strerror", FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT));

    private Libc() {}

    /** A function that is not used for its error number. */
    static MethodHandle function(String name, FunctionDescriptor type) {
        return optionalFunction(name, type).orElseThrow(() -> missing(name));
    }

    /** A function that older C libraries lack. */
    static Optional<MethodHandle> optionalFunction(String name, FunctionDescriptor type) {
        return LINKER.defaultLookup().find(name).map(address -> LINKER.downcallHandle(address, type));
    }

    /** A function whose first argument is a {@link #state} that gets its error number. */
    static MethodHandle functionWithErrno(String name, FunctionDescriptor type, Linker.Option... more) {
        var options = new Linker.Option[more.length + 1];
        System.arraycopy(more, 0, options, 0, more.length);
        options[more.length] = Linker.Option.captureCallState("errno");
        return LINKER.defaultLookup()
                .find(name)
                .map(address -> LINKER.downcallHandle(address, type, options))
                .orElseThrow(() -> missing(name));
    }

    /** A place for the error number of a call. */
    static MemorySegment state(Arena arena) {
        return arena.allocate(STATE);
    }

    static int errno(MemorySegment state) {
        return (int) ERRNO.get(state, 0L);
    }

    /** What an error number means, as the C library says it. */
    static String message(int errno) {
        try {
            var text = (MemorySegment) STRERROR.invokeExact(errno);
            return text.reinterpret(256).getString(0);
        } catch (Throwable thrown) {
            throw broken("strerror", thrown);
        }
    }

    /** For what a downcall throws, which no correct call does. */
    static IllegalStateException broken(String name, Throwable thrown) {
        return new IllegalStateException("The call of " + name + " failed", thrown);
    }

    private static SchedulerException missing(String name) {
        return new SchedulerException(
                "The C library of this system has no function " + name,
                "Pergola starts processes on Linux with glibc, on x86_64 and aarch64");
    }
}
