package io.pergola.build;

import io.pergola.exec.Exit;
import io.pergola.exec.MarkedProcesses;
import io.pergola.exec.SpawnRequest;
import io.pergola.exec.Spawner;
import io.pergola.model.ConfigException;
import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.StoreException;
import io.pergola.model.Value;
import io.pergola.resolve.ResolvedTest;
import io.pergola.script.Shebang;
import io.pergola.source.PlacedFile;
import io.pergola.source.Source;
import io.pergola.source.SourceException;
import io.pergola.source.Unpacker;
import io.pergola.store.RunDirectory;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Makes builds and keeps them for whoever needs the same again. Safe for use by several threads; several processes may build
 * at once.
 */
public final class Builder {

    /** In what is noted of a run: it uses no build that was made before. */
    public static final String REBUILD = "rebuild";

    private static final String FULL = "no space left";

    /** A build script that finds no more than that has failed for want of it, as far as can be told, in bytes. */
    private static final long LEAST_SPACE = 64 * 1024;

    /** Who may read what is about to run may not change it. */
    private static final int OTHERS_WRITE = 0022;

    private final BuildSettings settings;
    private final BuildScripts scripts;
    private final BuildLocks locks;
    private @Nullable BuildTrust trust;

    /** For one working directory. */
    public Builder(BuildSettings settings, Spawner spawner) {
        this.settings = settings;
        this.locks = new BuildLocks(settings.umask());
        this.scripts = new BuildScripts(spawner, settings.clock());
    }

    /** Whether a test has anything to build. */
    public static boolean needed(ResolvedTest test) {
        return BuildPlan.needed(test.build());
    }

    /**
     * Gives a run its build, made now or before, and records the states on the way.
     *
     * @throws InterruptedException if interrupted while building, or once {@link #stop} was called; the run then has no build
     */
    public BuildOutcome build(RunDirectory run, ResolvedTest test) throws InterruptedException {
        scripts.refuseIfStopped();
        try {
            BuildPlan plan = BuildPlan.of(test, settings);
            state(run, RunState.BUILD_WAIT, "Waiting for build " + plan.key());
            Files.createDirectories(settings.builds());
            return build(run, plan, trust());
        } catch (IOException e) {
            return new BuildOutcome.Failed(RunState.BUILD_ERROR, message(e));
        } catch (StoreException e) {
            return new BuildOutcome.Failed(RunState.BUILD_ERROR, String.valueOf(e.getMessage()));
        } catch (ConfigException e) {
            return new BuildOutcome.Failed(
                    RunState.BUILD_ERROR, e.problems().getFirst().toString());
        }
    }

    /**
     * Ends the build scripts that run now, and lets no other start: this process is about to end.
     *
     * @throws InterruptedException if interrupted; some may then live on
     */
    public void stop() throws InterruptedException {
        scripts.stop();
    }

    /** The way to the builds is looked at once for all that are built here. */
    private synchronized BuildTrust trust() throws IOException {
        if (trust == null) {
            var found = new BuildTrust(settings.builds(), settings.shared());
            found.refuseOpenPath();
            trust = found;
        }
        return trust;
    }

    /** In the place that all share; if what is there is not to be trusted and somebody else's, in a place of this user's. */
    private BuildOutcome build(RunDirectory run, BuildPlan plan, BuildTrust trust)
            throws IOException, InterruptedException {
        for (String place : trust.places(plan.key())) {
            var shelf = new BuildShelf(settings.builds(), place);
            Files.deleteIfExists(run.awaitedLog());
            Files.createSymbolicLink(run.awaitedLog(), shelf.log());
            try (BuildLocks.Held _ = locks.take(settings.builds(), place)) {
                Optional<Path> known = trusted(run, plan, shelf, trust);
                Path build = known.isPresent() ? known.get() : shelf.place();
                boolean reused = known.isPresent();
                if (reused || !(trust.isOfOthers(build) || trust.isOfOthers(shelf.record()))) {
                    return makeOrReuse(run, plan, build, reused, shelf);
                }
            } catch (AccessDeniedException e) {
                state(run, RunState.INFO, "Another user makes build " + plan.key() + "; it is made once more");
            }
        }
        throw new IOException("the places for build " + plan.key() + " in " + settings.builds() + " belong to others");
    }

    private Optional<Path> trusted(RunDirectory run, BuildPlan plan, BuildShelf shelf, BuildTrust trust)
            throws IOException {
        Optional<Path> known = shelf.find(madeAfter(run));
        Optional<String> objection = known.isPresent() ? trust.objection(known.get()) : Optional.empty();
        objection.ifPresent(why -> state(run, RunState.WARNING, "Build " + plan.key() + " is not used: " + why));
        return objection.isPresent() ? Optional.empty() : known;
    }

    private BuildOutcome makeOrReuse(RunDirectory run, BuildPlan plan, Path build, boolean reused, BuildShelf shelf)
            throws IOException, InterruptedException {
        if (!reused) {
            Optional<BuildOutcome.Failed> failure = make(run, plan, build, shelf);
            if (failure.isPresent()) {
                return failure.get();
            }
        }
        state(
                run,
                reused ? RunState.BUILD_REUSED : RunState.BUILD_SUCCESS,
                "Build " + plan.key() + (reused ? " was made before" : " was made"));
        FileTrees.link(build, run.buildDir(), plan.section().copyFiles());
        FileTrees.share(run.buildDir(), run.sharing().umask().orElse(settings.umask()));
        Files.createSymbolicLink(run.buildOrigin(), build);
        state(run, RunState.BUILD_DONE, "The build is in place");
        return new BuildOutcome.Ready();
    }

    /** A rebuild uses what another run of the same wish has made. */
    private static Instant madeAfter(RunDirectory run) {
        return Value.of(true).equals(run.extra().get(REBUILD)) ? run.created() : Instant.MIN;
    }

    /**
     * Gives a run that had its build, and has it no more, the same again.
     *
     * @param copyFiles globs of what it may write to
     * @throws IOException if the build is gone, or there is no room
     */
    public static void place(RunDirectory run, List<String> copyFiles) throws IOException {
        Path origin = run.buildOrigin();
        Path half = run.path().resolve("build.half");
        FileTrees.delete(half);
        Files.createDirectory(half);
        if (Files.isSymbolicLink(origin)) {
            FileTrees.link(Files.readSymbolicLink(origin), half, copyFiles);
        }
        Files.move(half, run.buildDir());
    }

    /** Gives what its script runs with the permissions that the test asks for, if it asks for any. */
    public static void share(RunDirectory run) throws IOException {
        OptionalInt umask = run.sharing().umask();
        if (umask.isPresent()) {
            FileTrees.share(run.buildDir(), umask.getAsInt());
            FileTrees.share(run.runScript(), umask.getAsInt() | OTHERS_WRITE);
        }
    }

    /** Whether a run has its build already. */
    public static boolean isPlaced(RunDirectory run) {
        return Files.isSymbolicLink(run.buildOrigin());
    }

    private Optional<BuildOutcome.Failed> make(RunDirectory run, BuildPlan plan, Path build, BuildShelf shelf)
            throws IOException, InterruptedException {
        if (Files.exists(build)) {
            // Whoever began it may have been killed, and the lock ended with him, but not his script.
            scripts.endAll(build);
        }
        FileTrees.delete(build);
        try {
            return makeAnew(run, plan, build, shelf);
        } catch (IOException | StoreException e) {
            // What is half made takes room, which may be what there is none of.
            FileTrees.delete(build);
            throw e;
        }
    }

    private Optional<BuildOutcome.Failed> makeAnew(RunDirectory run, BuildPlan plan, Path build, BuildShelf shelf)
            throws IOException, InterruptedException {
        Files.createDirectories(build);
        fill(build, plan);
        plan.inputs().refuseChanged(settings.trees());
        Files.writeString(run.buildScript(), plan.script());
        run.buildScript().toFile().setExecutable(true, false);
        state(run, RunState.BUILDING, "Running the build script");
        Instant begun = settings.clock().instant();
        Optional<Exit> exit = showing(run, plan, build, shelf.log());
        if (exit.filter(Exit::ok).isEmpty()) {
            refuseIfFull(build, exit);
            return Optional.of(failure(run, plan, exit));
        }
        Files.copy(run.buildLog(), build.resolve("pergola_build.log"), StandardCopyOption.REPLACE_EXISTING);
        long bytes = FileTrees.protect(build, settings.umask(), settings.shared());
        Instant made = settings.clock().instant();
        shelf.finish(
                new BuildRecord(
                        build.getFileName().toString(),
                        made,
                        Duration.between(begun, made),
                        run.user(),
                        run.name(),
                        bytes,
                        plan.parts()),
                settings.umask());
        return Optional.empty();
    }

    /** A script that fails on a full disk says so or not, and seldom as its last word. */
    private static void refuseIfFull(Path build, Optional<Exit> exit) throws IOException {
        if (exit.isPresent() && Files.getFileStore(build).getUsableSpace() < LEAST_SPACE) {
            throw new IOException("The build script ended with " + exit.get().words() + ", and there is " + FULL
                    + " on " + build.getParent());
        }
    }

    private static BuildOutcome.Failed failure(RunDirectory run, BuildPlan plan, Optional<Exit> exit) {
        StateEntry said = run.lastState();
        if (said.state().equals(RunState.ENV_FAILED.name())) {
            return new BuildOutcome.Failed(RunState.ENV_FAILED, said.note());
        }
        return exit.map(how ->
                        new BuildOutcome.Failed(RunState.BUILD_FAILED, "The build script ended with " + how.words()))
                .orElseGet(() -> new BuildOutcome.Failed(
                        RunState.BUILD_TIMEOUT,
                        "The build printed nothing for "
                                + plan.section().timeout().orElseThrow().toSeconds() + " s and was killed"));
    }

    /** Whoever waits for the same build can see meanwhile what it prints. */
    private Optional<Exit> showing(RunDirectory run, BuildPlan plan, Path build, Path shown)
            throws IOException, InterruptedException {
        Files.deleteIfExists(shown);
        Files.createSymbolicLink(shown, run.buildLog());
        try {
            return runScript(run, plan, build);
        } finally {
            Files.deleteIfExists(shown);
        }
    }

    private Optional<Exit> runScript(RunDirectory run, BuildPlan plan, Path build)
            throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(settings.environment());
        environment.put(MarkedProcesses.RUN, run.uuid());
        run.prepare(run.buildLog());
        var request = new SpawnRequest(
                Shebang.command(
                        plan.shebang(), run.buildScript(), List.of(run.id().toString())),
                environment,
                build,
                run.buildLog(),
                false);
        return scripts.run(
                request,
                new BuildScripts.Silence(
                        plan.section().timeout(), plan.section().timeoutFile().map(build::resolve)));
    }

    private void fill(Path build, BuildPlan plan) throws IOException {
        BuildInputs inputs = plan.inputs();
        if (inputs.source().isPresent()) {
            place(inputs.source().get(), build);
        }
        for (Path file : inputs.extra()) {
            Path target = Files.isDirectory(file) ? build.resolve(file.getFileName()) : build;
            Files.createDirectories(target);
            FileTrees.copyInto(file, target, path -> true);
        }
        for (Map.Entry<String, List<String>> file : plan.section().createFiles().entrySet()) {
            PlacedFile.write(build, file.getKey(), text(file.getValue()), "build.create_files");
        }
        for (Map.Entry<String, String> file : inputs.filled().entrySet()) {
            PlacedFile.write(build, file.getKey(), file.getValue(), "build.templates");
        }
    }

    private void place(Source source, Path build) throws IOException {
        switch (source) {
            case Source.Tree(Path path) -> FileTrees.copyInto(path, build, file -> !BuildPlan.suiteFile(file));
            case Source.Commit commit -> settings.fetcher().checkOut(commit, build);
            case Source.Single single -> new Unpacker().unpack(single, build);
        }
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + (lines.isEmpty() ? "" : "\n");
    }

    private void state(RunDirectory run, RunState state, String note) {
        run.append(StateEntry.of(settings.clock().instant(), state, note));
    }

    private static String message(IOException e) {
        String text = words(e);
        boolean full = text.contains(FULL) && !text.contains("pergola clean");
        return full
                ? text + ". Free some space there ('pergola clean' removes old test runs) or set another working_dir"
                : text;
    }

    private static String words(IOException e) {
        if (e instanceof FileSystemException system) {
            return system.getFile() + ": " + SourceException.reason(e);
        }
        String text = e.getMessage() == null ? "" : e.getMessage();
        if (text.equals("No space left on device")) {
            return "while the build was made, " + FULL + " was there";
        }
        boolean told = e.getClass() == IOException.class || e instanceof SourceException;
        return told ? text : e.getClass().getSimpleName() + ": " + text;
    }
}
