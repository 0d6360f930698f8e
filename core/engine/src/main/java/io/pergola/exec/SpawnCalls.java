package io.pergola.exec;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code posix_spawn(3)} and what belongs to it, as glibc has it on 64-bit Linux. All results are error numbers, 0 if none. */
final class SpawnCalls {

    /** More than glibc's structures take: 80, 336 and 128 bytes. */
    private static final int STRUCTURE = 1024;

    private static final int FIRST_FOREIGN_DESCRIPTOR = 3;
    private static final short SET_DEFAULT_SIGNALS = 0x04;
    private static final short SET_SIGNAL_MASK = 0x08;
    private static final short NEW_SESSION = 0x80;
    private static final int READ_ONLY = 0;
    private static final int WRITE_CREATE_APPEND = 0x1 | 0x40 | 0x400;
    private static final int TRUNCATE = 0x200;
    private static final int PID_SIZE = 4;
    private static final int MODE = 0644;

    private static final Libc.Function SPAWN = Libc.function("posix_spawn");
    private static final Libc.Function ACTIONS_INIT = Libc.function("posix_spawn_file_actions_init");
    private static final Libc.Function ACTIONS_DESTROY = Libc.function("posix_spawn_file_actions_destroy");
    private static final Libc.Function ADD_OPEN = Libc.function("posix_spawn_file_actions_addopen");
    private static final Libc.Function ADD_DUP2 = Libc.function("posix_spawn_file_actions_adddup2");
    /** Since glibc 2.29. */
    private static final Optional<Libc.Function> ADD_CHDIR =
            Libc.optionalFunction("posix_spawn_file_actions_addchdir_np");
    /** Since glibc 2.34. */
    private static final Optional<Libc.Function> ADD_CLOSE_FROM =
            Libc.optionalFunction("posix_spawn_file_actions_addclosefrom_np");

    private static final Libc.Function ATTRIBUTES_INIT = Libc.function("posix_spawnattr_init");
    private static final Libc.Function SET_FLAGS = Libc.function("posix_spawnattr_setflags");
    private static final Libc.Function SET_MASK = Libc.function("posix_spawnattr_setsigmask");
    private static final Libc.Function SET_DEFAULT = Libc.function("posix_spawnattr_setsigdefault");

    /** Read only after it is made. */
    private final MemorySegment attributes = Arena.ofAuto().allocate(STRUCTURE, 16);

    SpawnCalls() {
        try (var calls = new LibcCalls()) {
            MemorySegment none = calls.structure(STRUCTURE);
            // Not sigfillset(3): it leaves out two signals of the C library, which the program would then find ignored.
            MemorySegment all = calls.structure(STRUCTURE).fill((byte) 0xff);
            require(calls.call(ATTRIBUTES_INIT, attributes.address()));
            require(calls.call(SET_MASK, attributes.address(), none.address()));
            require(calls.call(SET_DEFAULT, attributes.address(), all.address()));
            require(calls.call(SET_FLAGS, attributes.address(), SET_DEFAULT_SIGNALS | SET_SIGNAL_MASK | NEW_SESSION));
        }
    }

    /** Whether a working directory can be set without the help of a shell. */
    static boolean canChangeDirectory() {
        return ADD_CHDIR.isPresent();
    }

    /** Whether files that this process holds can be kept from the new one at its start. */
    static boolean canCloseOthers() {
        return ADD_CLOSE_FROM.isPresent();
    }

    /** The files of one start; {@code errors} null for the same as output. */
    record Files(String directory, String output, @Nullable String errors, boolean append) {}

    /** Starts a program; answers with its number, or with its error number as a negative one. */
    int spawn(String program, List<String> command, List<String> environment, Files files) {
        try (var calls = new LibcCalls()) {
            long actions = calls.structure(STRUCTURE).address();
            require(calls.call(ACTIONS_INIT, actions));
            try {
                addActions(actions, files, calls);
                MemorySegment pid = calls.structure(PID_SIZE);
                int error = calls.call(
                        SPAWN,
                        pid.address(),
                        calls.text(program),
                        actions,
                        attributes.address(),
                        calls.texts(command),
                        calls.texts(environment));
                return error == 0 ? pid.get(JAVA_INT, 0) : -error;
            } finally {
                require(calls.call(ACTIONS_DESTROY, actions));
            }
        }
    }

    private static void addActions(long actions, Files files, LibcCalls calls) {
        int flags = WRITE_CREATE_APPEND | (files.append() ? 0 : TRUNCATE);
        require(calls.call(ADD_OPEN, actions, 0, calls.text("/dev/null"), READ_ONLY, 0));
        require(calls.call(ADD_OPEN, actions, 1, calls.text(files.output()), flags, MODE));
        if (files.errors() == null) {
            require(calls.call(ADD_DUP2, actions, 1, 2));
        } else {
            require(calls.call(ADD_OPEN, actions, 2, calls.text(files.errors()), flags, MODE));
        }
        if (ADD_CLOSE_FROM.isPresent()) {
            require(calls.call(ADD_CLOSE_FROM.get(), actions, FIRST_FOREIGN_DESCRIPTOR));
        }
        if (ADD_CHDIR.isPresent()) {
            require(calls.call(ADD_CHDIR.get(), actions, calls.text(files.directory())));
        }
    }

    private static void require(int error) {
        if (error != 0) {
            throw new IllegalStateException(Libc.message(error));
        }
    }
}
