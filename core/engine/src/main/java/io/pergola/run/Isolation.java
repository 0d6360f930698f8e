package io.pergola.run;

import io.pergola.script.Bash;
import io.pergola.store.RunDirectory;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A copy of a run that has ended, with all that is needed to run it again by plain bash on a machine without Pergola. */
public final class Isolation {

    private static final String SCRIPT = "run.sh";
    private static final List<String> KEPT =
            List.of("run.json", "status", "results.json", "run.log", "results.log", "build.sh", "build.log", "nodes");

    private final RunDirectory run;

    /** Of this run. */
    public Isolation(RunDirectory run) {
        this.run = run;
    }

    /**
     * Writes the copy.
     *
     * @param target a directory that is not there yet, or empty
     * @return what keeps the copy from being independent of this machine, a sentence each; mostly nothing
     * @throws IOException with a message for users if it cannot be written
     */
    public List<String> write(Path target) throws IOException {
        refuseIfUsed(target);
        Path build = Files.createDirectories(target.resolve("build"));
        var remarks = new ArrayList<String>();
        run.objection()
                .ifPresent(why -> remarks.add("somebody else decides what this copy runs, so read it first: " + why));
        if (Files.isDirectory(run.buildDir())) {
            remarks.addAll(new FreeCopy(run.buildDir()).to(build));
        }
        var script = new FreeScript(Files.readString(run.runScript()), run);
        Path written = Files.writeString(target.resolve(SCRIPT), script.text());
        written.toFile().setExecutable(true, false);
        remarks.addAll(script.remarks());
        keepOriginals(target.resolve("original"));
        Files.writeString(target.resolve("README"), readme(remarks));
        return List.copyOf(remarks);
    }

    /** The command that runs a copy again. */
    public static String command(Path copy) {
        return Bash.words(List.of("bash", copy.resolve(SCRIPT).toString()));
    }

    /** The command that packs a copy into an archive. */
    public static List<String> packing(Path copy, Path archive) {
        return List.of(
                "tar",
                "-C",
                copy.resolveSibling("").toString(),
                "-czf",
                archive.toString(),
                copy.getFileName().toString());
    }

    /** The command that unpacks it where one stands. */
    public static String unpacking(Path archive) {
        return Bash.words(List.of("tar", "-xzf", archive.toString()));
    }

    private static void refuseIfUsed(Path target) throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        try (Stream<Path> inside = Files.isDirectory(target) ? Files.list(target) : Stream.of(target)) {
            if (inside.findAny().isPresent()) {
                throw new FileAlreadyExistsException(target + " is there already");
            }
        }
    }

    private void keepOriginals(Path target) throws IOException {
        Files.createDirectories(target);
        for (String name : KEPT) {
            keep(run.path().resolve(name), target.resolve(name));
        }
        keep(run.path().resolve("job/kickoff"), target.resolve("kickoff"));
        keep(run.path().resolve(SCRIPT), target.resolve(SCRIPT));
    }

    private static void keep(Path file, Path target) throws IOException {
        if (Files.isRegularFile(file)) {
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String readme(List<String> remarks) {
        String nodes = String.join(" ", run.nodes());
        return """
                Test run %s, %s, of %s%s

                  bash run.sh

                runs it again, wherever this directory is. It needs bash and what the test itself calls; the environment of the
                job (modules, variables, the batch system's commands) is the caller's. original/ has what the run left
                behind: its log, its results, the script as it was, and the script of its job with what the batch system was told.
                """.formatted(run.id(), run.name(), run.created(), nodes.isEmpty() ? "" : ", on " + nodes)
                + (remarks.isEmpty() ? "" : "\nTo look at:\n- " + String.join("\n- ", remarks) + "\n");
    }
}
