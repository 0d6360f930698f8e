package io.pergola.exec;

import io.pergola.spi.ProcessIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Starts programs by {@code posix_spawn(3)}: each leads a session and process group of its own, reads {@code /dev/null},
 * holds no other file of ours, and has the default signal mask and handlers. Safe for use by several threads.
 */
public final class Spawner {

    private final SpawnCalls calls = new SpawnCalls();
    private final ProcFiles.Host host = ProcFiles.Host.read();
    private final Set<Long> children = ConcurrentHashMap.newKeySet();
    private final Map<String, Variable> lastVariables = new ConcurrentHashMap<>();

    /** @throws io.pergola.model.SchedulerException if this system's C library lacks what is needed */
    public Spawner() {
        if (!SpawnCalls.canCloseOthers()) {
            Descriptors.closeOnExec();
        }
    }

    /**
     * Starts a program. It is a child of this process: somebody has to {@link RunningProcess#await} it.
     *
     * @throws SpawnException if it cannot be started; nothing is left behind then, but possibly the output file
     */
    public RunningProcess start(SpawnRequest request) throws SpawnException {
        Path directory = request.directory().toAbsolutePath();
        Path output = request.output().toAbsolutePath();
        Path program = program(request, directory);
        List<String> command = request.command();
        String executable = program.toString();
        if (!SpawnCalls.canChangeDirectory()) {
            command = throughShell(directory, executable, command);
            executable = command.getFirst();
        }
        Path errors = request.errors();
        var files = new SpawnCalls.Files(
                directory.toString(),
                output.toString(),
                errors == null ? null : errors.toAbsolutePath().toString(),
                request.append());
        int pid = calls.spawn(executable, command, variables(request.environment()), files);
        if (pid < 0) {
            throw new SpawnFailure(program, directory, output, -pid).exception();
        }
        children.add((long) pid);
        // Until it is awaited it cannot vanish from /proc, even if it has ended by now.
        ProcessIdentity identity =
                ProcFiles.identity(host, pid).orElseGet(() -> new ProcessIdentity(host.name(), pid, 0, host.bootId()));
        return new RunningProcess(identity, () -> children.remove((long) pid));
    }

    /** Whether it was started here and was not awaited yet. */
    boolean isChild(long pid) {
        return children.contains(pid);
    }

    ProcFiles.Host host() {
        return host;
    }

    private static Path program(SpawnRequest request, Path directory) throws SpawnException {
        String name = request.command().getFirst();
        if (name.contains("/")) {
            return directory.resolve(name);
        }
        String path = request.environment().getOrDefault("PATH", SearchPath.DEFAULT);
        Optional<Path> found = SearchPath.find(name, path);
        return found.orElseThrow(() -> new SpawnException(
                Path.of(name),
                Libc.ENOENT,
                "Cannot start " + name + ": there is no such program in PATH (" + path + ")"));
    }

    private List<String> variables(Map<String, String> environment) {
        List<String> variables = new ArrayList<>(environment.size());
        environment.forEach((name, value) -> variables.add(variable(name, value)));
        return variables;
    }

    /** Most are the same for program after program. */
    private String variable(String name, String value) {
        Variable last = lastVariables.get(name);
        if (last == null || !last.value().equals(value)) {
            last = new Variable(value, name + "=" + value);
            lastVariables.put(name, last);
        }
        return last.text();
    }

    private record Variable(String value, String text) {}

    /** Where the C library cannot change the directory. */
    static List<String> throughShell(Path directory, String executable, List<String> command) {
        var wrapped = new ArrayList<>(List.of(
                "/bin/sh", "-c", "cd -- \"$1\" && shift && exec \"$@\"", "sh", directory.toString(), executable));
        wrapped.addAll(command.subList(1, command.size()));
        return wrapped;
    }

    /** Finds out which of three files an error number speaks of. */
    private record SpawnFailure(Path program, Path directory, Path output, int errno) {

        SpawnException exception() {
            if (!Files.isDirectory(directory)) {
                return exception(directory, "its working directory " + directory + " is not there");
            }
            if (!Files.isExecutable(directory)) {
                return exception(directory, "its working directory " + directory + " may not be entered");
            }
            if (!outputIsWritable()) {
                return exception(output, "its output file " + output + " cannot be written: " + Libc.message(errno));
            }
            return exception(program, reason());
        }

        private SpawnException exception(Path file, String reason) {
            return new SpawnException(file, errno, "Cannot start " + program + ": " + reason);
        }

        private boolean outputIsWritable() {
            return Files.exists(output)
                    ? Files.isWritable(output) && !Files.isDirectory(output)
                    : output.getParent() != null && Files.isWritable(output.getParent());
        }

        private String reason() {
            String message = Libc.message(errno);
            return switch (errno) {
                case Libc.ENOENT ->
                    Files.exists(program)
                            ? "the interpreter that its first line names is not there"
                            : "there is no such file";
                case Libc.EACCES ->
                    Files.isDirectory(program)
                            ? "it is a directory"
                            : message + " (may it be executed, and its file system too?)";
                case Libc.ENOEXEC -> message + " (a script needs a first line such as #!/bin/bash)";
                default -> message;
            };
        }
    }
}
