package io.pergola.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A directory of stand-ins for Slurm's commands. In {@code PATH} before the real ones, each notes its call and passes it on; or is
 * slow, hangs, fails or prints what no Slurm prints. A change holds for calls from then on, in every process. Safe for use by
 * several threads.
 */
public final class SlurmShim {

    /** The commands that it stands for. */
    public static final List<String> COMMANDS =
            List.of("squeue", "sacct", "sbatch", "scontrol", "sinfo", "scancel", "srun");

    private final Path directory;
    private final Map<String, String> environment;

    /**
     * A call that was seen.
     *
     * @param time when it began
     * @param pid the process that called
     * @param command the command's name
     * @param arguments its arguments; after 3,000 characters they are cut short
     */
    public record Call(Instant time, long pid, String command, List<String> arguments) {

        /** Copies the list. */
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    private SlurmShim(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = Map.copyOf(environment);
    }

    /**
     * Writes the stand-ins.
     *
     * @param directory where; made if it is not there
     * @param environment where the real commands are found, and all else that they need
     */
    public static SlurmShim in(Path directory, Map<String, String> environment) {
        Path home = directory.toAbsolutePath();
        var variables = new HashMap<>(environment);
        variables.merge("PATH", home.resolve("bin").toString(), (path, own) -> own + ":" + path);
        try {
            Files.createDirectories(home.resolve("modes"));
            Files.createDirectories(home.resolve("bin"));
            String script = SlurmScripts.resource("shim");
            for (String command : COMMANDS) {
                Path file = Files.writeString(home.resolve("bin").resolve(command), script);
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SlurmShim(home, variables);
    }

    /** The environment with the stand-ins in its {@code PATH}. */
    public Map<String, String> environment() {
        return environment;
    }

    /** All calls so far, in order of time. */
    public List<Call> calls() {
        try {
            return Files.readAllLines(directory.resolve("calls")).stream()
                    .map(SlurmShim::call)
                    .sorted((a, b) -> a.time().compareTo(b.time()))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How often each command was called; a command that was not is absent. */
    public Map<String, Integer> counts() {
        var counts = new TreeMap<String, Integer>();
        calls().forEach(call -> counts.merge(call.command(), 1, Integer::sum));
        return counts;
    }

    /** Forgets the calls so far. */
    public void forget() {
        try {
            Files.deleteIfExists(directory.resolve("calls"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command does its work, as at first. */
    public void pass(String command) {
        mode(command, "pass");
    }

    /** It does its work, but only after that time. */
    public void slow(String command, Duration delay) {
        mode(command, "slow " + delay.toMillis() / 1000.0);
    }

    /** It never ends and does nothing. */
    public void hang(String command) {
        mode(command, "hang");
    }

    /** It ends well, and what it prints makes no sense. */
    public void garbage(String command) {
        mode(command, "garbage");
    }

    /** It does nothing but say so on its error output (one line) and end with that exit code. */
    public void fail(String command, int exitCode, String error) {
        mode(command, "fail " + exitCode + " " + error);
    }

    /** It prints this text in place of its own, and ends well. */
    public void print(String command, String text) {
        write(directory.resolve("modes").resolve(command + ".text"), text);
        mode(command, "print");
    }

    private void mode(String command, String mode) {
        if (!COMMANDS.contains(command)) {
            throw new IllegalArgumentException("There is no stand-in for " + command);
        }
        write(directory.resolve("modes").resolve(command), mode + "\n");
    }

    /** At once, as a call may read it right now. */
    private static void write(Path file, String text) {
        try {
            Path made = Files.createTempFile(file.getParent(), ".new", "");
            Files.writeString(made, text);
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** See the script {@code shim} for the form. */
    private static Call call(String line) {
        String[] parts = line.split("\t", 4);
        Instant time = Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS);
        List<String> arguments = parts[3].isEmpty()
                ? List.of()
                : Arrays.stream(parts[3].split("\u001f", -1))
                        .map(word -> word.replace('\u001e', '\n'))
                        .toList();
        return new Call(time, Long.parseLong(parts[1]), parts[2], arguments);
    }
}
