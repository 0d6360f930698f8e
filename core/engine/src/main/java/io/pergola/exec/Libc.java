package io.pergola.exec;

import io.pergola.model.SchedulerException;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** Finds functions of the C library, and speaks of its error numbers. */
@SuppressWarnings("restricted")
final class Libc {

    static final int EINTR = 4;
    static final int ENOENT = 2;
    static final int ENOEXEC = 8;
    static final int EACCES = 13;

    private static final Function STRERROR = function("strerror");

    private Libc() {}

    /** A function whose arguments and result are numbers and pointers. */
    record Function(String name, MemorySegment address) {}

    /** A function that every C library has. */
    static Function function(String name) {
        return optionalFunction(name)
                .orElseThrow(() -> new SchedulerException(
                        "The C library of this system has no function " + name,
                        "Pergola starts processes on Linux with glibc, on x86_64 and aarch64"));
    }

    /** A function that older C libraries lack. */
    static Optional<Function> optionalFunction(String name) {
        return Linker.nativeLinker().defaultLookup().find(name).map(address -> new Function(name, address));
    }

    /** What an error number means, as the C library says it. */
    static String message(int errno) {
        try (var calls = new LibcCalls()) {
            return MemorySegment.ofAddress(calls.word(STRERROR, errno))
                    .reinterpret(256)
                    .getString(0);
        }
    }
}
