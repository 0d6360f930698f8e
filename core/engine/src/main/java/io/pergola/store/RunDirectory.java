package io.pergola.store;

import io.pergola.model.RunId;
import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.StoreException;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one test run. Who it is was read once; everything else is read from disk at each call, so the object
 * may be kept while other processes work on the run, and be used by several threads. Every method that touches the disk
 * throws {@link io.pergola.model.StoreException} when that fails, also when the directory has been removed meanwhile.
 */
public final class RunDirectory {

    static final String BUILD_ORIGIN = "build_origin";

    private final Disk disk;
    private final Path path;
    private final RunIdentity identity;

    RunDirectory(Disk disk, Path path, RunIdentity identity) {
        this.disk = disk;
        this.path = path;
        this.identity = identity;
    }

    RunIdentity identity() {
        return identity;
    }

    /** Number and label. */
    public RunId id() {
        return identity.id();
    }

    /** The directory, absolute. */
    public Path path() {
        return path;
    }

    /** Never given twice, even if a number should be. */
    public String uuid() {
        return identity.uuid();
    }

    /** Name of the test, with suite and permutation. */
    public String name() {
        return identity.name();
    }

    /** The resolved test, as it was given to {@link Store#createRuns}. */
    public Value.Entries test() {
        return identity.test();
    }

    /** What else was given to {@link Store#createRuns}. */
    public Map<String, Value> extra() {
        return identity.extra().values();
    }

    /** When it was made. */
    public Instant created() {
        return identity.created();
    }

    /** Who may do what with its files. */
    public Sharing sharing() {
        return identity.sharing();
    }

    /**
     * Why what lies here must not decide what this user runs: it, or something in it, belongs to somebody else, or others may write it
     * though neither the site nor the test says so. Empty if nobody else could have put it there.
     */
    public Optional<String> objection() {
        return disk.objection(path)
                .or(() -> disk.own().objection(path.resolve(RunIdentity.FILE)))
                .or(() -> Files.isDirectory(buildDir()) ? disk.objection(buildDir()) : Optional.empty())
                .or(() -> Files.exists(runScript()) ? disk.own().objection(runScript()) : Optional.empty());
    }

    /** Who made it. */
    public String user() {
        return identity.user();
    }

    /** The system it was made for; may be empty. */
    public String sysName() {
        return identity.sysName();
    }

    /** May be empty. */
    public String scheduler() {
        return identity.scheduler();
    }

    /** The number of the series it belongs to. */
    public Optional<Integer> series() {
        return RunFiles.series(disk, path);
    }

    /** Says which job carries this run; replaces what was said before. */
    public void assignJob(JobDirectory job) {
        disk.pointTo(path.resolve(RunFiles.JOB), Path.of("..", "..", "jobs", job.id()));
    }

    /** The same, of the job of another run. */
    void assignJob(JobDirectory job, RunDirectory other) {
        if (!disk.alias(other.path.resolve(RunFiles.JOB), path.resolve(RunFiles.JOB))) {
            assignJob(job);
        }
    }

    /** The job that carries this run, once there is one. */
    public Optional<String> jobId() {
        return disk.pointedTo(path.resolve(RunFiles.JOB));
    }

    /**
     * Adds a line to the journal with a single write. A state of an unusable name is recorded as {@code INVALID}, its name
     * in the note; a note that does not fit is cut.
     */
    public void append(StateEntry entry) {
        try (Journal journal = openJournal()) {
            journal.append(entry);
        }
    }

    /** The journal, open for many lines; the caller closes it. */
    public Journal openJournal() {
        return new Journal(disk, path.resolve(RunFiles.STATUS));
    }

    /** All whole lines of the journal, oldest first. */
    public List<StateEntry> journal() {
        return JournalText.entries(disk.read(path.resolve(RunFiles.STATUS)).orElse(new byte[0]));
    }

    /** The state it ended with, or else the last whole line of the journal. */
    public StateEntry lastState() {
        return RunFiles.lastState(disk, path, created());
    }

    /** Stores the result values, all or nothing; replaces earlier ones. */
    public void writeResults(Value.Entries results) {
        writeResults(Fields.bytes(results));
    }

    void writeResults(byte[] results) {
        disk.replace(path.resolve(RunFiles.RESULTS), results);
        if (hasEnded()) {
            Layout.changed(disk, path, id().number());
        }
    }

    /** The result values, once there are any. */
    public Optional<Value.Entries> results() {
        return Fields.read(disk, path.resolve(RunFiles.RESULTS)).map(Fields::toEntries);
    }

    /** Stores the names of the nodes that it runs on. */
    public void writeNodes(List<String> nodes) {
        disk.replaceUnsynced(path.resolve(RunFiles.NODES), RunFiles.nodes(nodes));
    }

    /** The same, when it runs on all nodes of its job, which {@link JobDirectory#writeNodes} stored. */
    public void writeNodes(JobDirectory job, List<String> nodes) {
        if (sharing().isOwn() || !disk.alias(job.path().resolve(RunFiles.NODES), path.resolve(RunFiles.NODES))) {
            writeNodes(nodes);
        }
    }

    /** The nodes that it runs or ran on; empty if not known. */
    public List<String> nodes() {
        return RunFiles.nodes(disk, path);
    }

    /**
     * Ends the run. However many processes try, for one of them this is true.
     *
     * @param last the state it ends with, which also becomes the journal's last line
     * @param verdict null if it was not judged
     * @return false if it had ended already; then nothing was changed
     */
    public boolean end(StateEntry last, @Nullable Verdict verdict) {
        var ending = new Ending(JournalText.clean(last), verdict);
        if (!publish(ending)) {
            return false;
        }
        append(ending.last());
        return true;
    }

    /** The same by who has the journal open. */
    public boolean end(StateEntry last, @Nullable Verdict verdict, Journal journal) {
        var ending = new Ending(JournalText.clean(last), verdict);
        if (!publish(ending)) {
            return false;
        }
        journal.append(ending.last());
        return true;
    }

    /** The journal's last line is not synced: what counts is in this file. */
    private boolean publish(Ending ending) {
        return disk.publish(path.resolve(RunFiles.COMPLETE), RunFiles.bytes(ending));
    }

    /** How it ended; empty while it has not. */
    public Optional<Ending> ending() {
        return RunFiles.ending(disk, path, created());
    }

    /** What listings show of a run that was just made, and given to a job; nothing is read. */
    public RunSummary fresh(String series, String job) {
        return new RunSummary(
                id(),
                uuid(),
                name(),
                user(),
                sysName(),
                series,
                job,
                scheduler(),
                List.of(),
                created(),
                null,
                null,
                RunState.SCHEDULED.name(),
                created(),
                "",
                null,
                false);
    }

    /** True once it has ended; costs less than {@link #ending}. */
    public boolean hasEnded() {
        return Files.exists(path.resolve(RunFiles.COMPLETE));
    }

    /** Stores new results and a new verdict for a run that has ended; the state stays. */
    public void revise(Value.Entries results, @Nullable Verdict verdict) {
        Ending now = ending().orElseThrow(() -> new StoreException(
                "Test run " + id() + " has not ended, so its results cannot be revised. Wait for it, or cancel it",
                null));
        disk.replace(path.resolve(RunFiles.RESULTS), Fields.bytes(results));
        disk.replace(path.resolve(RunFiles.COMPLETE), RunFiles.bytes(new Ending(now.last(), verdict)));
        Layout.changed(disk, path, id().number());
    }

    /** Leaves the wish to cancel in the directory; the first one is kept. Whoever runs the test has to look. */
    public void requestCancel(CancelRequest request) {
        disk.publish(path.resolve(RunFiles.CANCEL), RunFiles.fields(request).toBytes());
    }

    /** The wish to cancel, if there is one. */
    public Optional<CancelRequest> cancelRequest() {
        return Fields.read(disk, path.resolve(RunFiles.CANCEL)).map(RunFiles::cancelRequest);
    }

    /** To be called before somebody else makes a file of the run, which then has the permissions that its test asks for. */
    public void prepare(Path file) {
        if (sharing().isOwn()) {
            LineWriter.open(disk, file).close();
        }
    }

    /** Output of the run script: {@code run.log}. */
    public Path log() {
        return path.resolve("run.log");
    }

    /** Its output when it ran to warm up: {@code warmup.N.log}. */
    public Path warmupLog(int number) {
        return path.resolve("warmup." + number + ".log");
    }

    /** Where the run script runs: {@code build}. */
    public Path buildDir() {
        return path.resolve("build");
    }

    /** A link to the build that it uses, if it has one: {@code build_origin}. */
    public Path buildOrigin() {
        return path.resolve(BUILD_ORIGIN);
    }

    /** Output of the build script: {@code build.log}. */
    public Path buildLog() {
        return path.resolve("build.log");
    }

    /** While it waits for a build that somebody else makes, a link to where that one's output is shown. */
    public Path awaitedLog() {
        return path.resolve("build_awaited");
    }

    /** What the search for results did: {@code results.log}. */
    public Path resultsLog() {
        return path().resolve("results.log");
    }

    /** The attempts before the last, if there were any: {@code attempts}. */
    public Path attempts() {
        return path.resolve("attempts");
    }

    /** {@code build.sh}. */
    public Path buildScript() {
        return path.resolve("build.sh");
    }

    /** {@code run.sh}. */
    public Path runScript() {
        return path.resolve("run.sh");
    }

    /** Where the script is that starts the ranks of a run on their own cores, if the run was given some. */
    public Path placeScript() {
        return path.resolve("place");
    }

    /** What the script of a run ended with that was started on another node than its pilot's; empty before. */
    public Path exitCode() {
        return path.resolve("exit_code");
    }

    /** A line for each node of such a run, {@code NAME slots=RANKS}. */
    public Path hostFile() {
        return path.resolve("hostfile");
    }

    /** A line for each rank of such a run, with its node and cores, as Open MPI's {@code mpirun --rankfile} takes it. */
    public Path rankFile() {
        return path.resolve("rankfile");
    }

    /** A line for each rank of such a run, with the name of its node. */
    public Path rankNodes() {
        return path.resolve("ranknodes");
    }
}
