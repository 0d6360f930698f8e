package io.pergola.cli;

import io.pergola.json.Json;
import io.pergola.model.NodeList;
import io.pergola.model.Problem;
import io.pergola.model.SchedulerException;
import io.pergola.model.Value;
import io.pergola.resolve.ResolvedTest;
import io.pergola.schedule.ChunkNote;
import io.pergola.schedule.JobPlan;
import io.pergola.schedule.JobPreview;
import io.pergola.schedule.Kickoff;
import io.pergola.schedule.PlannedJob;
import io.pergola.spi.NodeRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What {@code run --dry-run} shows: the jobs that would be submitted. Makes nothing and submits nothing. */
final class DryRun {

    private final Context context;
    private final boolean json;
    private final List<Value> jobs = new ArrayList<>();
    private final List<Value> refused = new ArrayList<>();
    private int worst = ExitCode.OK;
    private int submissions;

    DryRun(Context context, boolean json) {
        this.context = context;
        this.json = json;
    }

    /** Takes the tests of one working directory. */
    void add(Kickoff kickoff, List<ResolvedTest> tests) {
        JobPlan plan = kickoff.plan(tests);
        for (JobPlan.Refused each : plan.refused()) {
            refuse(tests.get(each.member()).name(), each.problem());
        }
        for (PlannedJob job : plan.jobs()) {
            JobPreview preview = kickoff.preview(job, tests);
            preview.refusal().ifPresent(why -> refuse(job.name(), problem(why)));
            jobs.add(value(preview));
            if (!json) {
                print(preview);
            }
        }
        submissions += kickoff.submissions(plan);
    }

    /** Ends the report; answers with the exit code. */
    int end() {
        if (json) {
            var all = new LinkedHashMap<String, Value>();
            all.put("jobs", new Value.Items(jobs));
            all.put("refused", new Value.Items(refused));
            all.put("submissions", Value.of(submissions));
            context.screen().line(Json.write(new Value.Entries(all)));
        } else {
            String together =
                    submissions < jobs.size() ? ", equal ones together, in " + count(submissions, "submission") : "";
            context.screen().line(count(jobs.size(), "job") + " would be submitted" + together + "; nothing was made.");
        }
        return worst;
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static Problem problem(SchedulerException why) {
        return SchedulerProblem.of(why);
    }

    private void refuse(String name, Problem problem) {
        worst = ExitCode.SYSTEM;
        var row = new LinkedHashMap<String, Value>();
        row.put("name", Value.of(name));
        row.put("reason", Value.of(problem.what()));
        refused.add(new Value.Entries(row));
        new ProblemPrinter(context.screen()).print(List.of(problem));
    }

    private void print(JobPreview preview) {
        PlannedJob job = preview.job();
        Screen screen = context.screen();
        screen.line("Job " + jobs.size() + ": " + job.name());
        screen.line("  scheduler:  " + job.scheduler());
        screen.line("  nodes:      " + nodes(job));
        screen.line("  time limit: " + job.timeLimit().toHours() + " h");
        screen.line("  tests:      "
                + String.join(
                        ", ", preview.tests().stream().map(ResolvedTest::name).toList()));
        preview.script().lines().forEach(line -> screen.line(line.isEmpty() ? "" : "  | " + line));
        screen.line("");
    }

    private static String nodes(PlannedJob job) {
        String which =
                switch (job.nodes()) {
                    case NodeRequest.Exactly(List<String> names) -> NodeList.compress(names);
                    case NodeRequest.Between(int min, OptionalInt max) ->
                        max.isEmpty()
                                ? "at least " + min
                                : max.getAsInt() == min ? "any " + min : "any " + min + " to " + max.getAsInt();
                };
        return which + job.chunk().map(chunk -> " (" + chunk.text() + ")").orElse("");
    }

    /** What JSON says of a job. */
    static Value value(JobPreview preview) {
        PlannedJob job = preview.job();
        var row = new LinkedHashMap<String, Value>();
        row.put("name", Value.of(job.name()));
        row.put("scheduler", Value.of(job.scheduler()));
        switch (job.nodes()) {
            case NodeRequest.Exactly(List<String> names) -> row.put("nodes", Value.ofTexts(names));
            case NodeRequest.Between(int min, OptionalInt max) -> {
                row.put("min_nodes", Value.of(min));
                row.put("max_nodes", max.isPresent() ? Value.of(max.getAsInt()) : Value.NULL);
            }
        }
        job.chunk().ifPresent(chunk -> note(row, chunk));
        row.put("time_limit", Value.of(job.timeLimit().toSeconds()));
        row.put(
                "tests",
                Value.ofTexts(preview.tests().stream().map(ResolvedTest::name).toList()));
        row.put("script", Value.of(preview.script()));
        return new Value.Entries(row);
    }

    private static void note(Map<String, Value> row, ChunkNote chunk) {
        row.put("chunk", Value.of(chunk.index()));
        row.put("chunks", Value.of(chunk.count()));
        chunk.seed().ifPresent(seed -> row.put("seed", Value.of(seed)));
    }
}
