package io.pergola.exec;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Some calls of C functions by one thread, with memory for their arguments that is free again when this is closed.
 *
 * <p>All functions are called alike, with six words, whatever they take. The JDK writes a class for every kind of call at run
 * time, which costs a short command 10 ms each; and on 64-bit Linux numbers and pointers go in registers, where a function does
 * not look at those it has no parameter for, and of a shorter result only the low half counts (System V ABI for x86_64, 3.2.3;
 * AAPCS64, 6.4 to 6.9).
 */
@SuppressWarnings("restricted")
final class LibcCalls implements AutoCloseable {

    private static final int WORDS = 6;
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final AddressLayout POINTER = ValueLayout.ADDRESS;
    private static final MethodHandle CALL = Linker.nativeLinker()
            .downcallHandle(
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG),
                    Linker.Option.captureCallState("errno"));

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment state = arena.allocate(STATE);

    /** Calls a function that gives an {@code int}. */
    int call(Libc.Function function, long... arguments) {
        return (int) word(function, arguments);
    }

    /** Calls a function that gives a {@code long} or a pointer. */
    long word(Libc.Function function, long... arguments) {
        long[] words = Arrays.copyOf(arguments, WORDS);
        try {
            return (long) CALL.invokeExact(
                    function.address(), state, words[0], words[1], words[2], words[3], words[4], words[5]);
        } catch (Throwable thrown) {
            // No correct call throws.
            throw new IllegalStateException("The call of " + function.name() + " failed", thrown);
        }
    }

    /** The error number that the last call left. */
    int errno() {
        return (int) ERRNO.get(state, 0L);
    }

    /** Room for a structure, all zero. */
    MemorySegment structure(int size) {
        return arena.allocate(size, 16);
    }

    /** The address of a text as C has it. */
    long text(String text) {
        return arena.allocateFrom(text).address();
    }

    /** The address of an array of texts that ends with a null pointer. */
    long texts(List<String> texts) {
        byte[][] bytes = new byte[texts.size()][];
        long size = 0;
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = texts.get(i).getBytes(StandardCharsets.UTF_8);
            size += bytes[i].length + 1;
        }
        MemorySegment pointers = arena.allocate(POINTER, texts.size() + 1L);
        // One piece, which comes zeroed: to ask for each text costs more than to start some programs.
        MemorySegment all = arena.allocate(Math.max(1, size));
        long at = 0;
        for (int i = 0; i < bytes.length; i++) {
            MemorySegment.copy(bytes[i], 0, all, ValueLayout.JAVA_BYTE, at, bytes[i].length);
            pointers.setAtIndex(POINTER, i, all.asSlice(at));
            at += bytes[i].length + 1;
        }
        return pointers.address();
    }

    @Override
    public void close() {
        arena.close();
    }
}
