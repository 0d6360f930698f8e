package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.pergola.json.Json;
import io.pergola.model.Value;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The built distribution, used by somebody with a home, a configuration and a working directory of their own. */
final class Installed implements AutoCloseable {

    /** For what must come, however busy the machine is. */
    static final Duration LIMIT = Duration.ofSeconds(60);

    private static final String MARK = "PERGOLA_RUN=";

    private final Path folder;
    private final Shell shell;

    /** In an empty folder; its path may hold anything. */
    Installed(Path folder) throws IOException {
        this(folder, Map.of());
    }

    /** The same with more in its environment, such as what leads to a cluster. */
    Installed(Path folder, Map<String, String> more) throws IOException {
        this.folder = folder;
        Files.createDirectories(config().resolve("suites"));
        for (String each : List.of("home", "work", "runtime", "here")) {
            Files.createDirectories(folder.resolve(each));
        }
        Files.writeString(
                config().resolve("pergola.yaml"),
                "working_dir: '" + work().toString().replace("'", "''") + "'\n");
        var variables = new HashMap<>(more);
        variables.putIfAbsent("PATH", "/usr/local/bin:/usr/bin:/bin");
        variables.put("HOME", folder.resolve("home").toString());
        variables.put("XDG_RUNTIME_DIR", folder.resolve("runtime").toString());
        variables.put("PERGOLA_CONFIG_DIR", config().toString());
        // Open MPI shares a directory among all jobs of a host, and whichever ends may remove it under one that begins.
        variables.put("OMPI_MCA_orte_tmpdir_base", folder.resolve("mpi").toString());
        shell = new Shell(folder.resolve("here"), variables);
    }

    static Path program() {
        Path target = Path.of(System.getProperty("pergola.root"), "core", "cli", "target");
        try (Stream<Path> found = Files.list(target)) {
            return found.filter(path -> path.getFileName().toString().matches("pergola-[0-9.]+(-SNAPSHOT)?"))
                    .findFirst()
                    .orElseThrow()
                    .resolve("bin/pergola");
        } catch (IOException e) {
            throw new AssertionError("The distribution is not built", e);
        }
    }

    Path folder() {
        return folder;
    }

    Path config() {
        return folder.resolve("config");
    }

    Path work() {
        return folder.resolve("work");
    }

    Path runDir(int number) {
        return work().resolve("test_runs").resolve(Integer.toString(number));
    }

    Shell shell() {
        return shell;
    }

    Installed suite(String name, String yaml) throws IOException {
        Files.writeString(config().resolve("suites").resolve(name + ".yaml"), yaml);
        return this;
    }

    /** Copies a file or folder of the distribution into the configuration directory. */
    Path take(String shipped, String name) throws IOException {
        Path from = shipped(shipped);
        Path to = config().resolve(name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = file.equals(from) ? to : to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        return to;
    }

    static Path shipped(String name) {
        return program().resolve("../..").resolve(name).normalize();
    }

    Shell.Outcome run(String... args) throws IOException, InterruptedException {
        return shell.run(command(args));
    }

    static String[] command(String... args) {
        return Stream.concat(Stream.of(program().toString()), Stream.of(args)).toArray(String[]::new);
    }

    /** Runs it beside this test; its output goes to files that nobody reads. */
    Process start(String... args) throws IOException {
        return shell.start(folder.resolve("out"), folder.resolve("err"), command(args));
    }

    /** Must end with this code and without a stack trace; answers with what it printed. */
    Shell.Outcome expect(int code, String... args) throws IOException, InterruptedException {
        Shell.Outcome outcome = run(args);
        assertEquals(code, outcome.code(), () -> String.join(" ", args) + "\n" + outcome.out() + outcome.err());
        assertFalse(outcome.err().contains("\tat "), outcome::err);
        return outcome;
    }

    /** Must end with this code, and have printed JSON. */
    Value.Entries json(int code, String... args) throws IOException, InterruptedException {
        return (Value.Entries) Json.read(expect(code, args).out());
    }

    /** The entries of {@code run --json}. */
    List<Value.Entries> tests(int code, String... args) throws IOException, InterruptedException {
        return items(json(code, args), "tests");
    }

    List<Value.Entries> statuses(String... args) throws IOException, InterruptedException {
        String[] all =
                Stream.concat(Stream.of("status", "--json"), Stream.of(args)).toArray(String[]::new);
        return items(json(0, all), "statuses");
    }

    static List<Value.Entries> items(Value.Entries entries, String key) {
        return ((Value.Items) value(entries, key))
                .values().stream().map(Value.Entries.class::cast).toList();
    }

    /** The value of a key that must be there. */
    static Value value(Value.Entries entries, String key) {
        return Objects.requireNonNull(entries.values().get(key), key);
    }

    static String text(Value.Entries entries, String key) {
        return entries.values().get(key) instanceof Value.Text(String text) ? text : "";
    }

    /** The results that are stored for a run. */
    Value.Entries results(int number) throws IOException {
        return (Value.Entries) Json.read(Files.readString(runDir(number).resolve("results.json")));
    }

    /** The processes of pilots that have ever been. */
    List<Long> pilots() throws IOException {
        return jobFiles("pilot.json").stream().map(Installed::pid).toList();
    }

    /** The files of that name in the directories of jobs, whatever else comes and goes there. */
    List<Path> jobFiles(String name) throws IOException {
        if (!Files.isDirectory(work().resolve("jobs"))) {
            return List.of();
        }
        try (Stream<Path> jobs = Files.list(work().resolve("jobs"))) {
            return jobs.map(job -> job.resolve(name)).filter(Files::exists).toList();
        }
    }

    private static long pid(Path file) {
        try {
            var entries = (Value.Entries) Json.read(Files.readString(file));
            return entries.values().get("pid") instanceof Value.Int(BigInteger pid) ? pid.longValue() : 0;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The shell that a scheduler started for a job, beside its pilot. */
    static long parent(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[1]);
    }

    static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** The processes of this one's tests that live now. */
    Set<Long> marked() {
        var found = new TreeSet<Long>();
        String home = "HOME=" + folder.resolve("home") + "\0";
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            processes
                    .filter(path -> path.getFileName().toString().matches("\\d+"))
                    .filter(path -> {
                        String environment = environment(path);
                        return environment.contains(home) && environment.contains(MARK);
                    })
                    .forEach(path -> found.add(Long.valueOf(path.getFileName().toString())));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return found;
    }

    private static String environment(Path process) {
        try {
            return new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /** Something that may throw. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    static void await(String what, Condition condition) throws IOException, InterruptedException {
        await(what, LIMIT, condition);
    }

    static void await(String what, Duration limit, Condition condition) throws IOException, InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > until) {
                fail("Still not: " + what);
            }
            Thread.sleep(20);
        }
    }

    static void contains(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), () -> "'" + part + "' is not in: " + text);
        }
    }

    /** Kills what a failed test may have left. */
    @Override
    public void close() throws IOException {
        for (long pilot : Files.isDirectory(work().resolve("jobs")) ? pilots() : List.<Long>of()) {
            kill(pilot);
        }
        marked().forEach(Installed::kill);
    }
}
