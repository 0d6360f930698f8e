package io.pergola.exec;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Locks on bytes of a file that belong to the open file, not to the process ({@code F_OFD_SETLK}, fcntl(2)): they are not lost
 * when somebody else in this process opens and closes the same file, and they end when the process does.
 */
final class FileCalls {

    private static final int READ_WRITE_CREATE_CLOSE_ON_EXEC = 0x2 | 0x40 | 0x80000;
    private static final int PRIVATE = 0600;
    private static final int SET_DESCRIPTOR_FLAGS = 2;
    private static final int CLOSE_ON_EXEC = 1;
    private static final int GET_LOCK = 36;
    private static final int SET_LOCK = 37;
    private static final short WRITE_LOCK = 1;
    private static final short UNLOCK = 2;
    private static final int LOCK_SIZE = 32;
    private static final int START = 8;
    private static final int LENGTH = 16;

    private static final MethodHandle OPEN = Libc.functionWithErrno(
            "open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle CLOSE =
            Libc.functionWithErrno("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle CONTROL_LOCK = Libc.functionWithErrno(
            "fcntl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle CONTROL_FLAGS = Libc.functionWithErrno(
            "fcntl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT), Linker.Option.firstVariadicArg(2));

    private FileCalls() {}

    /** Opens a file, making it if need be; answers with its descriptor, or with its error number as a negative one. */
    static int open(String file) {
        try (Arena arena = Arena.ofConfined()) {
            var state = Libc.state(arena);
            int descriptor =
                    (int) OPEN.invokeExact(state, arena.allocateFrom(file), READ_WRITE_CREATE_CLOSE_ON_EXEC, PRIVATE);
            return descriptor < 0 ? -Libc.errno(state) : descriptor;
        } catch (Throwable thrown) {
            throw Libc.broken("open", thrown);
        }
    }

    static void close(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            int unused = (int) CLOSE.invokeExact(Libc.state(arena), descriptor);
        } catch (Throwable thrown) {
            throw Libc.broken("close", thrown);
        }
    }

    static void closeOnExec(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            int unused =
                    (int) CONTROL_FLAGS.invokeExact(Libc.state(arena), descriptor, SET_DESCRIPTOR_FLAGS, CLOSE_ON_EXEC);
        } catch (Throwable thrown) {
            throw Libc.broken("fcntl", thrown);
        }
    }

    /** Locks one byte, unless it is locked through another open file. */
    static boolean lock(int descriptor, long position) {
        return control(descriptor, SET_LOCK, WRITE_LOCK, position, 1) == 0;
    }

    static void unlock(int descriptor, long position) {
        control(descriptor, SET_LOCK, UNLOCK, position, 1);
    }

    /** Whether any byte of these is locked through another open file. */
    static boolean lockedByOthers(int descriptor, long position, long length) {
        return control(descriptor, GET_LOCK, WRITE_LOCK, position, length) != UNLOCK;
    }

    /** Answers with 0 or an error number; when asked for a lock, with the type of what is in the way. */
    private static int control(int descriptor, int command, short type, long position, long length) {
        try (Arena arena = Arena.ofConfined()) {
            var state = Libc.state(arena);
            MemorySegment lock = arena.allocate(LOCK_SIZE, 8);
            lock.set(JAVA_SHORT, 0, type);
            lock.set(JAVA_LONG, START, position);
            lock.set(JAVA_LONG, LENGTH, length);
            int result = (int) CONTROL_LOCK.invokeExact(state, descriptor, command, lock);
            if (result < 0) {
                return Libc.errno(state);
            }
            return command == GET_LOCK ? lock.get(JAVA_SHORT, 0) : 0;
        } catch (Throwable thrown) {
            throw Libc.broken("fcntl", thrown);
        }
    }
}
