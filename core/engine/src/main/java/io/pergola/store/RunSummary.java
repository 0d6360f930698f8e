package io.pergola.store;

import io.pergola.model.RunId;
import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.report.ResultLine;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What listings show of a test run. Its result values are had from {@link Store#results}.
 *
 * @param id number and label
 * @param uuid never given twice
 * @param name of the test, with suite and permutation
 * @param user who made it
 * @param sysName the system it was made for; may be empty
 * @param series {@code s5}, or empty if it belongs to none
 * @param jobId empty if it has none yet
 * @param scheduler may be empty
 * @param nodes it ran on, empty if not known (yet)
 * @param created when it was made
 * @param started when its run script started, or null if it did not (yet)
 * @param finished when it ended, or null if it has not
 * @param state of the run's last journal line; for a run that has ended, the state it ended with
 * @param stateTime when it entered that state
 * @param note of that state; may be empty
 * @param result null if it has none (yet)
 * @param ended nothing more will happen to it
 */
public record RunSummary(
        RunId id,
        String uuid,
        String name,
        String user,
        String sysName,
        String series,
        String jobId,
        String scheduler,
        List<String> nodes,
        Instant created,
        @Nullable Instant started,
        @Nullable Instant finished,
        String state,
        Instant stateTime,
        String note,
        @Nullable Verdict result,
        boolean ended) {

    /** Copies. */
    public RunSummary {
        nodes = List.copyOf(nodes);
    }

    /** The same run after its end; its state is the last one it entered. */
    public RunSummary ended(Instant time, @Nullable Verdict verdict) {
        return new RunSummary(
                id, uuid, name, user, sysName, series, jobId, scheduler, nodes, created, started, time, state, time,
                note, verdict, true);
    }

    /** The same run with another verdict. */
    public RunSummary judged(Verdict verdict) {
        return new RunSummary(
                id, uuid, name, user, sysName, series, jobId, scheduler, nodes, created, started, finished, state,
                stateTime, note, verdict, ended);
    }

    /** The same run, on these nodes. */
    RunSummary on(List<String> where) {
        return new RunSummary(
                id, uuid, name, user, sysName, series, jobId, scheduler, where, created, started, finished, state,
                stateTime, note, result, ended);
    }

    /** The same run, as another line of its journal leaves it; it has not ended by that. */
    public RunSummary in(StateEntry entry) {
        return new RunSummary(
                id,
                uuid,
                name,
                user,
                sysName,
                series,
                jobId,
                scheduler,
                nodes,
                created,
                started == null && entry.state().equals(RunState.RUNNING.name()) ? entry.time() : started,
                finished,
                entry.state(),
                entry.time(),
                entry.note(),
                result,
                ended);
    }

    /** What came of it in one line, as tables show it; {@code results} are null if it has none. */
    public String line(Value.@Nullable Entries results) {
        return new ResultLine(result, state, note, nodes, results).text();
    }

    /** Why it did not pass; empty if it did, or nobody knows. */
    public String why(Value.@Nullable Entries results) {
        return new ResultLine(result, state, note, nodes, results).why();
    }
}
