package io.pergola.exec;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

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
    private static final int MODE = 0644;

    private static final MethodHandle SPAWN = Libc.function(
            "posix_spawn", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    private static final MethodHandle ACTIONS_INIT = onOne("posix_spawn_file_actions_init");
    private static final MethodHandle ACTIONS_DESTROY = onOne("posix_spawn_file_actions_destroy");
    private static final MethodHandle ADD_OPEN = Libc.function(
            "posix_spawn_file_actions_addopen",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
    private static final MethodHandle ADD_DUP2 = Libc.function(
            "posix_spawn_file_actions_adddup2", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
    /** Since glibc 2.29. */
    private static final Optional<MethodHandle> ADD_CHDIR = Libc.optionalFunction(
            "posix_spawn_file_actions_addchdir_np", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    /** Since glibc 2.34. */
    private static final Optional<MethodHandle> ADD_CLOSE_FROM = Libc.optionalFunction(
            "posix_spawn_file_actions_addclosefrom_np", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));

    private static final MethodHandle ATTRIBUTES_INIT = onOne("posix_spawnattr_init");
    private static final MethodHandle SET_FLAGS =
            Libc.function("posix_spawnattr_setflags", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_SHORT));
    private static final MethodHandle SET_MASK =
            Libc.function("posix_spawnattr_setsigmask", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle SET_DEFAULT =
            Libc.function("posix_spawnattr_setsigdefault", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle EMPTY_SET = onOne("sigemptyset");
    private static final MethodHandle FULL_SET = onOne("sigfillset");

    /** Read only after it is made. */
    private final MemorySegment attributes = attributes(Arena.ofAuto());

    private static MethodHandle onOne(String name) {
        return Libc.function(name, FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }

    /** Whether a working directory can be set without the help of a shell. */
    static boolean canChangeDirectory() {
        return ADD_CHDIR.isPresent();
    }

    /** Whether files that this process holds can be kept from the new one at its start. */
    static boolean canCloseOthers() {
        return ADD_CLOSE_FROM.isPresent();
    }

    /** The four strings and the flag of one start. */
    record Files(String directory, String output, boolean append) {}

    /** Starts a program; answers with its number, or with its error number as a negative one. */
    int spawn(String program, List<String> command, List<String> environment, Files files) {
        try (Arena arena = Arena.ofConfined()) {
            var actions = arena.allocate(STRUCTURE, 16);
            require((int) ACTIONS_INIT.invokeExact(actions));
            try {
                addActions(actions, files, arena);
                var pid = arena.allocate(JAVA_INT);
                int error = (int) SPAWN.invokeExact(
                        pid,
                        arena.allocateFrom(program),
                        actions,
                        attributes,
                        strings(command, arena),
                        strings(environment, arena));
                return error == 0 ? pid.get(JAVA_INT, 0) : -error;
            } finally {
                require((int) ACTIONS_DESTROY.invokeExact(actions));
            }
        } catch (Throwable thrown) {
            throw Libc.broken("posix_spawn", thrown);
        }
    }

    private static void addActions(MemorySegment actions, Files files, SegmentAllocator memory) throws Throwable {
        int flags = WRITE_CREATE_APPEND | (files.append() ? 0 : TRUNCATE);
        require((int) ADD_OPEN.invokeExact(actions, 0, memory.allocateFrom("/dev/null"), READ_ONLY, 0));
        require((int) ADD_OPEN.invokeExact(actions, 1, memory.allocateFrom(files.output()), flags, MODE));
        require((int) ADD_DUP2.invokeExact(actions, 1, 2));
        if (ADD_CLOSE_FROM.isPresent()) {
            require((int) ADD_CLOSE_FROM.get().invokeExact(actions, FIRST_FOREIGN_DESCRIPTOR));
        }
        if (ADD_CHDIR.isPresent()) {
            require((int) ADD_CHDIR.get().invokeExact(actions, memory.allocateFrom(files.directory())));
        }
    }

    private static MemorySegment attributes(Arena arena) {
        try {
            var attributes = arena.allocate(STRUCTURE, 16);
            var none = arena.allocate(STRUCTURE, 16);
            var all = arena.allocate(STRUCTURE, 16);
            require((int) ATTRIBUTES_INIT.invokeExact(attributes));
            require((int) EMPTY_SET.invokeExact(none));
            require((int) FULL_SET.invokeExact(all));
            require((int) SET_MASK.invokeExact(attributes, none));
            require((int) SET_DEFAULT.invokeExact(attributes, all));
            short flags = SET_DEFAULT_SIGNALS | SET_SIGNAL_MASK | NEW_SESSION;
            require((int) SET_FLAGS.invokeExact(attributes, flags));
            return attributes;
        } catch (Throwable thrown) {
            throw Libc.broken("posix_spawnattr_init", thrown);
        }
    }

    private static MemorySegment strings(List<String> texts, SegmentAllocator memory) {
        var pointers = memory.allocate(ADDRESS, texts.size() + 1L);
        for (int i = 0; i < texts.size(); i++) {
            pointers.setAtIndex(ADDRESS, i, memory.allocateFrom(texts.get(i)));
        }
        pointers.setAtIndex(ADDRESS, texts.size(), MemorySegment.NULL);
        return pointers;
    }

    private static void require(int error) {
        if (error != 0) {
            throw new IllegalStateException(Libc.message(error));
        }
    }
}
