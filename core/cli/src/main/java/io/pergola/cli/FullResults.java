package io.pergola.cli;

import io.pergola.model.ResultKeys;
import io.pergola.model.RunId;
import io.pergola.model.Value;
import io.pergola.report.DisplayText;
import io.pergola.report.Figure;
import io.pergola.report.FigureText;
import io.pergola.report.Figures;
import io.pergola.report.Style;
import io.pergola.store.RunSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that came of runs, a figure a line. */
final class FullResults {

    private static final int WIDEST_KEY = 32;
    private static final String INDENT = "  ";

    private final Context context;
    private final Screen screen;
    private final Failures failures;

    FullResults(Context context) {
        this.context = context;
        this.screen = context.screen();
        this.failures = new Failures(context);
    }

    /** A line of a run: what it is, and what it says. */
    private record Line(String key, String text, Style style) {}

    void print(List<RunSummary> runs, Map<RunId, Value.Entries> results) {
        boolean first = true;
        for (RunSummary run : runs) {
            if (!first) {
                screen.line("");
            }
            first = false;
            print(run, results.get(run.id()));
        }
    }

    private void print(RunSummary run, Value.@Nullable Entries results) {
        List<Line> lines = lines(run, results);
        int width = Math.min(
                WIDEST_KEY,
                lines.stream()
                        .mapToInt(line -> DisplayText.width(DisplayText.harmless(line.key())))
                        .max()
                        .orElse(0));
        screen.line(screen.paint(Style.BOLD, DisplayText.harmless(run.id() + " " + run.name()))
                + INDENT
                + outcome(run)
                + INDENT
                + RunColumns.duration(run, context.environment().clock().instant()));
        lines.forEach(line -> print(line, width));
        if (lacking(results, run)) {
            screen.line(screen.paint(
                    Style.DIM,
                    INDENT + "'pergola log results " + run.id() + "' says where the empty figures were looked for"));
        }
        if (Failures.failed(run)) {
            failures.lines(run, INDENT.length() + 2).forEach(line -> screen.line(INDENT + "| " + line));
        }
    }

    private String outcome(RunSummary run) {
        var cell = ResultTable.result(run);
        return screen.paint(cell.style(), DisplayText.harmless(cell.text()));
    }

    private static List<Line> lines(RunSummary run, Value.@Nullable Entries results) {
        List<Line> lines = new ArrayList<>();
        String why = run.why(results);
        if (Failures.failed(run) && !why.isEmpty()) {
            lines.add(new Line("reason", why, Style.BAD));
        }
        if (!run.nodes().isEmpty()) {
            lines.add(new Line("nodes", RunColumns.nodes(run), Style.PLAIN));
        }
        if (results != null) {
            for (Figure figure : Figures.flat(results, run.nodes())) {
                Style style = figure.expected().violated() ? Style.BAD : Style.PLAIN;
                lines.add(new Line(figure.key(), FigureText.of(figure), style));
            }
            errors(results, why).forEach(text -> lines.add(new Line("error", text, Style.WARN)));
        }
        return lines;
    }

    /** What went wrong when results were gathered, but for what is the reason. */
    private static List<String> errors(Value.Entries results, String why) {
        return results.values().get(ResultKeys.ERRORS) instanceof Value.Items(List<Value> errors)
                ? errors.stream()
                        .map(FigureText::of)
                        .filter(text -> !text.equals(why))
                        .toList()
                : List.of();
    }

    private static boolean lacking(Value.@Nullable Entries results, RunSummary run) {
        return results != null
                && Figures.flat(results, run.nodes()).stream()
                        .anyMatch(figure -> FigureText.of(figure).isEmpty());
    }

    /** Long texts go on in lines of the same indentation. */
    private void print(Line line, int width) {
        String key = DisplayText.harmless(line.key());
        String pad = " ".repeat(Math.max(0, width - DisplayText.width(key)));
        String text = INDENT + key + pad + INDENT + DisplayText.harmless(line.text());
        screen.line(screen.paint(line.style(), text));
    }
}
