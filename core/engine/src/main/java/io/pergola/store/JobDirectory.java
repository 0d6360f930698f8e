package io.pergola.store;

import io.pergola.model.Value;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The directory of one job. What it was made with was read once, everything else is read at each call. Every method that
 * touches the disk throws {@link io.pergola.model.StoreException} when that fails.
 */
public final class JobDirectory {

    JobDirectory() {}

    /** The name of its directory; 16 hexadecimal digits. */
    public String id() {
        throw new UnsupportedOperationException();
    }

    /** The directory, absolute. */
    public Path path() {
        throw new UnsupportedOperationException();
    }

    /** As the batch system shows it. */
    public String name() {
        throw new UnsupportedOperationException();
    }

    /** The scheduler's name. */
    public String scheduler() {
        throw new UnsupportedOperationException();
    }

    /** Numbers of the runs it carries, in the order in which they were given. */
    public List<Integer> runs() {
        throw new UnsupportedOperationException();
    }

    /** Who made it. */
    public String user() {
        throw new UnsupportedOperationException();
    }

    /** When it was made. */
    public Instant created() {
        throw new UnsupportedOperationException();
    }

    /** What else was given to {@link Store#createJob}. */
    public Map<String, Value> extra() {
        throw new UnsupportedOperationException();
    }

    /** Stores what the scheduler needs to find the job again. */
    public void writeInfo(Map<String, String> info) {
        throw new UnsupportedOperationException();
    }

    /** What the scheduler said at kickoff; empty before. */
    public Optional<Map<String, String>> info() {
        throw new UnsupportedOperationException();
    }

    /** Stores what the pilot says of itself. */
    public void writePilot(Value.Entries pilot) {
        throw new UnsupportedOperationException();
    }

    /** What the pilot said of itself; empty before it started. */
    public Optional<Value.Entries> pilot() {
        throw new UnsupportedOperationException();
    }

    /** Lays down a wish for the pilot to cancel some runs. The runs' own wishes are written by the caller. */
    public void requestCancel(CancelRequest request, Collection<Integer> runs) {
        throw new UnsupportedOperationException();
    }

    /** The wishes that wait, oldest first. */
    public List<JobCancel> cancelRequests() {
        throw new UnsupportedOperationException();
    }

    /** Removes a wish that was seen to. */
    public void dropRequest(JobCancel request) {
        throw new UnsupportedOperationException();
    }

    /** The event file, open for many lines; the caller closes it. */
    public EventWriter openEvents() {
        throw new UnsupportedOperationException();
    }

    /** The whole lines from a place on, 0 for the start; none if the file does not exist yet. */
    public EventPage events(long from) {
        throw new UnsupportedOperationException();
    }

    /** The kickoff script: {@code kickoff}. */
    public Path kickoff() {
        throw new UnsupportedOperationException();
    }

    /** Output of the kickoff script: {@code kickoff.log}. */
    public Path kickoffLog() {
        throw new UnsupportedOperationException();
    }

    /** Output of the scheduler itself: {@code sched.log}. */
    public Path schedulerLog() {
        throw new UnsupportedOperationException();
    }
}
