package io.pergola.store;

import io.pergola.model.RunId;
import io.pergola.model.StateEntry;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
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

    RunDirectory() {}

    /** Number and label. */
    public RunId id() {
        throw new UnsupportedOperationException();
    }

    /** The directory, absolute. */
    public Path path() {
        throw new UnsupportedOperationException();
    }

    /** Never given twice, even if a number should be. */
    public String uuid() {
        throw new UnsupportedOperationException();
    }

    /** Name of the test, with suite and permutation. */
    public String name() {
        throw new UnsupportedOperationException();
    }

    /** The resolved test, as it was given to {@link Store#createRuns}. */
    public Value.Entries test() {
        throw new UnsupportedOperationException();
    }

    /** What else was given to {@link Store#createRuns}. */
    public Map<String, Value> extra() {
        throw new UnsupportedOperationException();
    }

    /** When it was made. */
    public Instant created() {
        throw new UnsupportedOperationException();
    }

    /** Who made it. */
    public String user() {
        throw new UnsupportedOperationException();
    }

    /** The system it was made for; may be empty. */
    public String sysName() {
        throw new UnsupportedOperationException();
    }

    /** May be empty. */
    public String scheduler() {
        throw new UnsupportedOperationException();
    }

    /** The number of the series it belongs to. */
    public Optional<Integer> series() {
        throw new UnsupportedOperationException();
    }

    /** Says which job carries this run; replaces what was said before. */
    public void assignJob(JobDirectory job) {
        throw new UnsupportedOperationException();
    }

    /** The job that carries this run, once there is one. */
    public Optional<String> jobId() {
        throw new UnsupportedOperationException();
    }

    /**
     * Adds a line to the journal with a single write. A state of an unusable name is recorded as {@code INVALID}, its name
     * in the note; a note that does not fit is cut.
     */
    public void append(StateEntry entry) {
        throw new UnsupportedOperationException();
    }

    /** The journal, open for many lines; the caller closes it. */
    public Journal openJournal() {
        throw new UnsupportedOperationException();
    }

    /** All whole lines of the journal, oldest first. */
    public List<StateEntry> journal() {
        throw new UnsupportedOperationException();
    }

    /** The state it ended with, or else the last whole line of the journal. */
    public StateEntry lastState() {
        throw new UnsupportedOperationException();
    }

    /** Stores the result values, all or nothing; replaces earlier ones. */
    public void writeResults(Value.Entries results) {
        throw new UnsupportedOperationException();
    }

    /** The result values, once there are any. */
    public Optional<Value.Entries> results() {
        throw new UnsupportedOperationException();
    }

    /** Stores the names of the nodes that it runs on. */
    public void writeNodes(List<String> nodes) {
        throw new UnsupportedOperationException();
    }

    /** The nodes that it runs or ran on; empty if not known. */
    public List<String> nodes() {
        throw new UnsupportedOperationException();
    }

    /**
     * Ends the run. However many processes try, for one of them this is true.
     *
     * @param last the state it ends with, which also becomes the journal's last line
     * @param verdict null if it was not judged
     * @return false if it had ended already; then nothing was changed
     */
    public boolean end(StateEntry last, @Nullable Verdict verdict) {
        throw new UnsupportedOperationException();
    }

    /** How it ended; empty while it has not. */
    public Optional<Ending> ending() {
        throw new UnsupportedOperationException();
    }

    /** Stores new results and a new verdict for a run that has ended; the state stays. */
    public void revise(Value.Entries results, @Nullable Verdict verdict) {
        throw new UnsupportedOperationException();
    }

    /** Leaves the wish to cancel in the directory; the first one is kept. Whoever runs the test has to look. */
    public void requestCancel(CancelRequest request) {
        throw new UnsupportedOperationException();
    }

    /** The wish to cancel, if there is one. */
    public Optional<CancelRequest> cancelRequest() {
        throw new UnsupportedOperationException();
    }

    /** Output of the run script: {@code run.log}. */
    public Path log() {
        throw new UnsupportedOperationException();
    }

    /** Where the run script runs: {@code build}. */
    public Path buildDir() {
        throw new UnsupportedOperationException();
    }

    /** Output of the build script: {@code build.log}. */
    public Path buildLog() {
        throw new UnsupportedOperationException();
    }

    /** {@code build.sh}. */
    public Path buildScript() {
        throw new UnsupportedOperationException();
    }

    /** {@code run.sh}. */
    public Path runScript() {
        throw new UnsupportedOperationException();
    }
}
