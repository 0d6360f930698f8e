package io.pergola.exec;

import io.pergola.model.SchedulerException;
import io.pergola.spi.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.LongStream;

/** What {@code /proc} says of processes (proc(5)). */
final class ProcFiles {

    /** The two names that make a process number unique in the world. */
    record Host(String name, String bootId) {

        static Host read() {
            Path kernel = Path.of("/proc/sys/kernel");
            return new Host(
                    line(kernel.resolve("hostname")),
                    line(kernel.resolve("random").resolve("boot_id")));
        }

        private static String line(Path file) {
            try {
                return Files.readString(file).strip();
            } catch (IOException e) {
                throw new SchedulerException("Cannot read " + file + ": " + e.getMessage(), "Is /proc mounted?");
            }
        }
    }

    /** One line of {@code /proc/PID/stat}, as far as it matters. */
    record Stat(char state, long session, long startTicks) {
        /** Whether it has ended and only waits to be reaped. */
        boolean isDead() {
            return state == 'Z' || state == 'X' || state == 'x';
        }
    }

    private static final int STATE_FIELD = 3;
    private static final int SESSION_FIELD = 6;
    private static final int START_FIELD = 22;

    private ProcFiles() {}

    /** Empty if there is no such process. */
    static Optional<Stat> stat(long pid) {
        return read(pid, "stat").map(ProcFiles::parse);
    }

    /** Who the process is; empty if it is gone. A zombie counts as there. */
    static Optional<ProcessIdentity> identity(Host host, long pid) {
        return stat(pid).map(stat -> new ProcessIdentity(host.name(), pid, stat.startTicks(), host.bootId()));
    }

    /** Whether that very process is there and has not ended. */
    static boolean lives(ProcessIdentity process) {
        return stat(process.pid())
                .filter(stat -> stat.startTicks() == process.startTicks() && !stat.isDead())
                .isPresent();
    }

    /** A file of a process; empty if it is gone or not ours to read. */
    static Optional<String> read(long pid, String file) {
        return SmallFile.read("/proc/" + pid + "/" + file);
    }

    /** The numbers of all processes that can be seen. */
    static LongStream all() {
        String[] names = Path.of("/proc").toFile().list();
        return names == null
                ? LongStream.empty()
                : LongStream.of(java.util.Arrays.stream(names)
                        .filter(name -> !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9'))
                        .mapToLong(Long::parseLong)
                        .toArray());
    }

    /** The command name stands in parentheses and may hold anything, so the fields are counted from the last one. */
    private static Stat parse(String line) {
        int state = line.lastIndexOf(')') + 2;
        return new Stat(
                line.charAt(state),
                number(line, state, SESSION_FIELD - STATE_FIELD),
                number(line, state, START_FIELD - STATE_FIELD));
    }

    private static long number(String line, int first, int field) {
        int start = first;
        for (int i = 0; i < field; i++) {
            start = line.indexOf(' ', start) + 1;
        }
        return Long.parseLong(line, start, line.indexOf(' ', start), 10);
    }
}
