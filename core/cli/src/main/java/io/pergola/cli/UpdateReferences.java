package io.pergola.cli;

import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.RunId;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.references.Change;
import io.pergola.references.ReferenceUpdate;
import io.pergola.references.Sample;
import io.pergola.report.Cell;
import io.pergola.report.Column;
import io.pergola.report.Table;
import io.pergola.resolve.ResolvedTest;
import io.pergola.store.RunSummary;
import io.pergola.yaml.YamlEdit;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code pergola results --update-references}. */
final class UpdateReferences {

    private final Context context;
    private final ReferenceOptions options;

    UpdateReferences(Context context, ReferenceOptions options) {
        this.context = context;
        this.options = options;
    }

    /**
     * Makes new references.
     *
     * @param figures only these; none for all that have references
     * @param any whether runs count that did not pass
     */
    void run(List<RunSummary> runs, Map<RunId, Value.Entries> results, List<String> figures, boolean any) {
        List<Sample> samples = samples(runs, results, any);
        var update = new ReferenceUpdate(context.pergola().resolver(), options.wish(figures), samples);
        ReferenceUpdate.Outcome outcome = options.dryRun() ? update.preview() : update.write();
        if (outcome.changes().isEmpty()) {
            List<Problem> problems = new ArrayList<>(outcome.problems());
            problems.add(nothing(runs.size(), samples.size(), figures));
            throw new ConfigException(problems);
        }
        table(outcome.changes());
        tell(outcome);
    }

    /** The last ones first. */
    private List<Sample> samples(List<RunSummary> runs, Map<RunId, Value.Entries> results, boolean any) {
        List<Sample> samples = new ArrayList<>();
        runs.stream()
                .filter(run -> run.ended() && (any || run.result() == Verdict.PASS))
                .sorted(Comparator.comparing(UpdateReferences::end)
                        .thenComparing(RunSummary::id)
                        .reversed())
                .forEach(run -> {
                    Value.@Nullable Entries its = results.get(run.id());
                    if (its != null) {
                        context.pergola()
                                .stores()
                                .store(run.id().label())
                                .flatMap(store -> store.run(run.id().number()))
                                .ifPresent(found -> samples.add(new Sample(ResolvedTest.fromValue(found.test()), its)));
                    }
                });
        return samples;
    }

    private static Instant end(RunSummary run) {
        Instant finished = run.finished();
        return finished == null ? run.created() : finished;
    }

    private static Problem nothing(int selected, int counted, List<String> figures) {
        if (counted == 0) {
            return Problem.error("there are no figures to make references of: of " + selected
                            + (selected == 1 ? " run" : " runs") + " none passed")
                    .help("choose others, such as 's5' or 'all --name GLOB'; --failed takes those that failed");
        }
        Problem problem = Problem.error(
                "there are no figures to make references of in " + counted + (counted == 1 ? " run" : " runs"));
        return figures.isEmpty()
                ? problem.help("name some with -k; without it only those count that have a reference")
                : problem.help("'pergola results --list-keys' shows the figures there are");
    }

    private void table(List<Change> changes) {
        var table = new Table(
                List.of(
                        Column.text("Figure", 12),
                        Column.text("Test", 16),
                        Column.text("For", 8),
                        Column.number("Runs"),
                        Column.number("Old"),
                        Column.number("New"),
                        Column.fixed("Unit"),
                        Column.number("Change"),
                        Column.text("Where", 24)),
                2);
        changes.forEach(change -> table.add(List.of(
                Cell.of(change.figure()),
                Cell.of(tests(change)),
                Cell.of(change.glob()),
                Cell.of(Integer.toString(change.runs())),
                Cell.of(change.old().isPresent() ? YamlEdit.number(change.old().getAsDouble()) : ""),
                Cell.of(YamlEdit.number(change.value())),
                Cell.of(change.unit()),
                Cell.of(percent(change)),
                Cell.of(where(change)))));
        context.screen().table(table);
    }

    private static String tests(Change change) {
        int more = change.tests().size() - 1;
        return change.tests().getFirst() + (more == 0 ? "" : " and " + more + " more");
    }

    private static String percent(Change change) {
        if (change.same()) {
            return "same";
        }
        double old = change.old().orElse(0);
        return old == 0 ? "" : String.format(Locale.ROOT, "%+.1f %%", (change.value() - old) / Math.abs(old) * 100);
    }

    private String where(Change change) {
        return switch (change.target()) {
            case Change.Target.InFile(Path file, int line) -> shown(file) + (line == 0 ? " (new)" : ":" + line);
            case Change.Target.ByHand(Problem why) ->
                why.place()
                        .map(place -> shown(Path.of(place.source())) + ":" + place.line())
                        .orElse("nowhere");
        };
    }

    /** From the current directory, if it is below that. */
    private String shown(Path file) {
        Path here = context.environment().currentDir();
        return file.startsWith(here) ? here.relativize(file).toString() : file.toString();
    }

    /** What was written, and what the user has to do. */
    private void tell(ReferenceUpdate.Outcome outcome) {
        Map<Path, Integer> written = new TreeMap<>();
        List<Problem> byHand = new ArrayList<>(outcome.problems());
        for (Change change : outcome.changes()) {
            if (change.target() instanceof Change.Target.ByHand(Problem why)) {
                byHand.add(why);
            } else if (change.target() instanceof Change.Target.InFile(Path file, int _) && !change.same()) {
                written.merge(file, 1, Integer::sum);
            }
        }
        written.forEach((file, values) -> context.screen()
                .line((options.dryRun() ? "Not written (--dry-run): " : "Written: ")
                        + values
                        + (values == 1 ? " value in " : " values in ")
                        + shown(file)));
        boolean all =
                byHand.size() >= outcome.changes().size() + outcome.problems().size();
        if (all) {
            throw new ConfigException(byHand);
        }
        new ProblemPrinter(context.screen())
                .print(byHand.stream().map(UpdateReferences::asWarning).toList());
    }

    private static Problem asWarning(Problem error) {
        Problem warning = Problem.warning(error.what());
        Problem placed = error.place()
                .map(place -> error.line().map(line -> warning.at(place, line)).orElse(warning.at(place)))
                .orElse(warning);
        return error.help().map(placed::help).orElse(placed);
    }
}
