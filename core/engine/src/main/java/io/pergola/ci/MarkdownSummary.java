package io.pergola.ci;

import io.pergola.json.Json;
import io.pergola.model.Value;
import io.pergola.report.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Runs as Markdown: how many did what, then those that did not pass with their reason, then a table of all. */
final class MarkdownSummary {

    private static final int MOST_FIGURES = 4;
    private static final int MOST_ROWS = 500;

    private MarkdownSummary() {}

    static List<String> lines(List<CiRun> runs, List<CiSkip> skips) {
        List<String> lines = new ArrayList<>();
        lines.add("## Pergola: " + counts(runs) + (skips.isEmpty() ? "" : ", " + skips.size() + " skipped"));
        for (CiRun run : runs) {
            if (run.outcome() != CiRun.Outcome.PASSED) {
                lines.add("");
                lines.addAll(trouble(run));
            }
        }
        lines.add("");
        lines.add("| run | test | result | seconds | nodes | figures |");
        lines.add("|---|---|---|---|---|---|");
        runs.stream().limit(MOST_ROWS).map(MarkdownSummary::row).forEach(lines::add);
        if (runs.size() > MOST_ROWS) {
            lines.add("");
            lines.add((runs.size() - MOST_ROWS) + " more are not shown.");
        }
        if (!skips.isEmpty()) {
            lines.add("");
            lines.add("Skipped, as their conditions do not hold here:");
            lines.add("");
            skips.stream()
                    .limit(MOST_ROWS)
                    .map(skip -> "- " + escaped(skip.name()) + ": " + escaped(skip.reason()))
                    .forEach(lines::add);
        }
        return lines;
    }

    private static String counts(List<CiRun> runs) {
        List<String> words = new ArrayList<>();
        for (CiRun.Outcome outcome : CiRun.Outcome.values()) {
            long count = runs.stream().filter(run -> run.outcome() == outcome).count();
            if (count > 0) {
                words.add(count + " " + word(outcome));
            }
        }
        return words.isEmpty() ? "no runs" : String.join(", ", words);
    }

    private static String word(CiRun.Outcome outcome) {
        return outcome == CiRun.Outcome.ERROR ? "in error" : outcome.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> trouble(CiRun run) {
        List<String> lines = new ArrayList<>();
        lines.add("**" + escaped(run.run().name()) + "** (run " + run.run().id() + ") " + word(run.outcome()) + ": "
                + escaped(run.reason()));
        if (!run.logTail().isEmpty()) {
            // Indented, so that nothing in the log can end the block.
            lines.add("");
            run.logTail().forEach(line -> lines.add("    " + line));
        }
        return lines;
    }

    private static String row(CiRun run) {
        String figures = run.figures().stream()
                .filter(figure -> figure.number().isPresent())
                .limit(MOST_FIGURES)
                .map(MarkdownSummary::text)
                .collect(Collectors.joining(", "));
        return "| " + run.run().id() + " | " + escaped(run.run().name()) + " | " + word(run.outcome()) + " | "
                + String.format(Locale.ROOT, "%.1f", run.seconds()) + " | "
                + escaped(String.join(" ", run.run().nodes())) + " | " + escaped(figures) + " |";
    }

    private static String text(Figure figure) {
        String value = figure.value() instanceof Value.Real(double number)
                ? String.format(Locale.ROOT, "%.6g", number)
                : Json.write(figure.value());
        return figure.key() + " " + value + (figure.unit().isEmpty() ? "" : " " + figure.unit());
    }

    /** So that nothing in it is taken for Markdown or HTML. */
    static String escaped(String text) {
        return CiRun.clean(text)
                .replace('\n', ' ')
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("([\\\\`*_\\[\\]|#~])", "\\\\$1");
    }
}
