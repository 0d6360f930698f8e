package io.pergola.exec;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

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

    private static final Libc.Function OPEN = Libc.function("open");
    private static final Libc.Function CLOSE = Libc.function("close");
    private static final Libc.Function CONTROL = Libc.function("fcntl");

    private FileCalls() {}

    /** Opens a file, making it if need be; answers with its descriptor, or with its error number as a negative one. */
    static int open(String file) {
        try (var calls = new LibcCalls()) {
            int descriptor = calls.call(OPEN, calls.text(file), READ_WRITE_CREATE_CLOSE_ON_EXEC, PRIVATE);
            return descriptor < 0 ? -calls.errno() : descriptor;
        }
    }

    static void close(int descriptor) {
        try (var calls = new LibcCalls()) {
            calls.call(CLOSE, descriptor);
        }
    }

    static void closeOnExec(int descriptor) {
        try (var calls = new LibcCalls()) {
            calls.call(CONTROL, descriptor, SET_DESCRIPTOR_FLAGS, CLOSE_ON_EXEC);
        }
    }

    /** Locks one byte, unless it is locked through another open file. */
    static boolean lock(int descriptor, long position) {
        return control(descriptor, SET_LOCK, new Range(WRITE_LOCK, position, 1)).isPresent();
    }

    static void unlock(int descriptor, long position) {
        control(descriptor, SET_LOCK, new Range(UNLOCK, position, 1));
    }

    /** Whether any byte of these is locked through another open file. */
    static boolean lockedByOthers(int descriptor, long position, long length) {
        return inTheWay(descriptor, position, length).isPresent();
    }

    /** The end of the lock through another open file that the byte is part of; the byte itself if there is none. */
    static long lockedUntil(int descriptor, long position) {
        return inTheWay(descriptor, position, 1)
                .map(range -> range.position() + range.length())
                .orElse(position);
    }

    private static Optional<Range> inTheWay(int descriptor, long position, long length) {
        return control(descriptor, GET_LOCK, new Range(WRITE_LOCK, position, length))
                .filter(range -> range.type() != UNLOCK);
    }

    private record Range(short type, long position, long length) {}

    /** Answers with what the system made of the range; empty if it refused. */
    private static Optional<Range> control(int descriptor, int command, Range range) {
        try (var calls = new LibcCalls()) {
            MemorySegment lock = calls.structure(LOCK_SIZE);
            lock.set(JAVA_SHORT, 0, range.type());
            lock.set(JAVA_LONG, START, range.position());
            lock.set(JAVA_LONG, LENGTH, range.length());
            return calls.call(CONTROL, descriptor, command, lock.address()) < 0
                    ? Optional.empty()
                    : Optional.of(new Range(
                            lock.get(JAVA_SHORT, 0), lock.get(JAVA_LONG, START), lock.get(JAVA_LONG, LENGTH)));
        }
    }
}
