package io.pergola.testkit;

import io.pergola.exec.SystemCommands;
import io.pergola.spi.CommandResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opentest4j.AssertionFailedError;

/** The scripts of {@code build/slurm}, which lie in this jar, unpacked into the directory of one cluster. */
record SlurmScripts(Path directory) {

    private static final List<String> FILES =
            List.of("up", "down", "control", "configure", "fetch-emulator", "front_end_fix.c");
    private static final List<String> FOREIGN =
            List.of("SLURM", "SBATCH_", "SRUN_", "SALLOC_", "MUNGE_", "SQUEUE_", "SINFO_");
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Into a new directory with a short name: a socket's path is at most 107 characters long, unix(7). */
    static SlurmScripts unpack() {
        try {
            return unpack(Files.createTempDirectory("pergola-slurm-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SlurmScripts unpack(Path directory) throws IOException {
        Files.createFile(directory.resolve(".slurm-test"));
        Path kit = Files.createDirectory(directory.resolve("kit"));
        for (String file : FILES) {
            Files.writeString(kit.resolve(file), resource(file));
        }
        return new SlurmScripts(directory);
    }

    /** The text of one of the scripts. */
    static String resource(String name) throws IOException {
        try (InputStream in = SlurmScripts.class.getResourceAsStream("slurm/" + name)) {
            if (in == null) {
                throw new IOException("slurm/" + name + " is not in the testkit's jar");
            }
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    /** This process's environment without anything that belongs to a Slurm. */
    static Map<String, String> plainEnvironment() {
        var variables = new HashMap<>(System.getenv());
        variables.keySet().removeIf(name -> FOREIGN.stream().anyMatch(name::startsWith));
        return variables;
    }

    static Optional<String> unavailable(Set<SlurmFeature> features) {
        SlurmScripts scripts = unpack();
        try {
            CommandResult result = scripts.bash("up", plainEnvironment(), scripts.options("--can", features));
            return result.ok()
                    ? Optional.empty()
                    : Optional.of("No Slurm here: " + result.stderr().strip());
        } finally {
            scripts.remove();
        }
    }

    void up(int nodes, SlurmOptions options) {
        List<String> arguments = options("--dir=" + directory, options.features());
        arguments.add("--owner=" + ProcessHandle.current().pid());
        arguments.add("--cpus=" + options.cpus());
        arguments.add("--memory=" + options.memoryMib());
        arguments.add("--gpus=" + options.gpus());
        arguments.add("--node-timeout=" + options.nodeTimeout().toSeconds());
        options.configuration().forEach(line -> arguments.add("--line=" + line));
        arguments.add(Integer.toString(nodes));
        CommandResult result = bash("up", plainEnvironment(), arguments);
        if (!result.ok()) {
            down();
        }
        checked(List.of("build/slurm/up", arguments.toString()), result);
    }

    void down() {
        List<String> arguments = List.of("--purge", "--dir=" + directory);
        checked(List.of("build/slurm/down", directory.toString()), bash("down", plainEnvironment(), arguments));
    }

    CommandResult control(Map<String, String> environment, List<String> verb) {
        return bash("control", environment, verb);
    }

    /** What a command printed, if it ended well. */
    static String checked(List<String> command, CommandResult result) {
        if (!result.ok()) {
            throw new AssertionFailedError(String.join(" ", command) + ": " + result.outcome() + ", exit code "
                    + result.exitCode() + "\n" + result.stderr() + result.stdout());
        }
        return result.stdout().strip();
    }

    private List<String> options(String first, Set<SlurmFeature> features) {
        var options = new ArrayList<>(List.of(first));
        features.forEach(feature -> options.add(feature.option()));
        return options;
    }

    private CommandResult bash(String script, Map<String, String> environment, List<String> arguments) {
        Path file = directory.resolve(script.equals("control") ? "bin" : "kit").resolve(script);
        var command = new ArrayList<>(List.of("bash", file.toString()));
        command.addAll(arguments);
        return new SystemCommands(environment).run(command, LIMIT);
    }

    private void remove() {
        new SystemCommands(plainEnvironment()).run(List.of("rm", "-rf", directory.toString()), LIMIT);
    }
}
