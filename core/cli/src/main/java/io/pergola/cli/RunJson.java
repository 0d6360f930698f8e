package io.pergola.cli;

import io.pergola.json.Json;
import io.pergola.model.ResultKeys;
import io.pergola.model.Value;
import io.pergola.report.Figures;
import io.pergola.spi.JobStatus;
import io.pergola.store.RunSummary;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs as JSON; the keys are described in {@code docs/json.md}. */
final class RunJson {

    private RunJson() {}

    /** One line: a mapping of {@code key} to the runs. */
    static String list(String key, List<RunSummary> runs, Map<String, JobStatus> jobs) {
        return Json.write(Value.of(Map.of(
                key,
                new Value.Items(
                        runs.stream().map(run -> (Value) status(run, jobs)).toList()))));
    }

    /** An entry of {@code status --json}: Pavilion's keys first. */
    static Value.Entries status(RunSummary run, Map<String, JobStatus> jobs) {
        var values = new LinkedHashMap<String, Value>();
        values.put("test_id", Value.of(run.id().toString()));
        values.put("name", Value.of(run.name()));
        values.put("state", Value.of(RunColumns.shownState(run, jobs)));
        values.put(
                "result",
                run.result() == null ? Value.NULL : Value.of(run.result().name()));
        values.put("note", Value.of(RunColumns.note(run, jobs)));
        values.put("time", seconds(run.stateTime()));
        values.put("series", Value.of(run.series()));
        values.put("job_id", Value.of(run.jobId()));
        values.put("scheduler", Value.of(run.scheduler()));
        values.put("nodes", Value.ofTexts(run.nodes()));
        values.put("user", Value.of(run.user()));
        values.put("sys_name", Value.of(run.sysName()));
        values.put("created", seconds(run.created()));
        values.put("started", seconds(run.started()));
        values.put("finished", seconds(run.finished()));
        values.put("ended", Value.of(run.ended()));
        values.put("uuid", Value.of(run.uuid()));
        return new Value.Entries(values);
    }

    /** An entry of {@code run --json}: the state, and what came out. */
    static Value.Entries outcome(RunSummary run, Value.@Nullable Entries results, Map<String, JobStatus> jobs) {
        var values = new LinkedHashMap<>(status(run, jobs).values());
        values.put("figures", results == null ? Value.of(Map.of()) : figures(run, results));
        if (results != null) {
            values.put("reason", results.values().getOrDefault(ResultKeys.REASON, Value.of("")));
            values.put("duration", results.values().getOrDefault("duration", Value.NULL));
            values.put("return_value", results.values().getOrDefault("return_value", Value.NULL));
            values.put("errors", results.values().getOrDefault("pav_result_errors", Value.NULL));
        }
        return new Value.Entries(values);
    }

    /** What was parsed and evaluated. */
    static Value.Entries figures(RunSummary run, Value.Entries results) {
        var figures = new LinkedHashMap<String, Value>();
        Figures.of(results, run.nodes()).forEach(figure -> figures.put(figure.key(), figure.value()));
        return new Value.Entries(figures);
    }

    static Value seconds(@Nullable Instant time) {
        return time == null ? Value.NULL : Value.of(time.getEpochSecond() + time.getNano() / 1e9);
    }

    /** A time of {@link #seconds} as people read it. */
    static Value readable(Value time) {
        return time instanceof Value.Real(double seconds)
                ? Value.of(RunColumns.time(Instant.ofEpochMilli(Math.round(seconds * 1000))))
                : Value.of("");
    }
}
