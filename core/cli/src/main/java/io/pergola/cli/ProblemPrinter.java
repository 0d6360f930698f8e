package io.pergola.cli;

import io.pergola.model.Problem;
import io.pergola.model.Severity;
import io.pergola.report.DisplayText;
import io.pergola.report.Style;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.Locale;

/** Shows problems: {@code place: error: what}, the line, a caret, and how to mend it. */
final class ProblemPrinter {

    private static final int LONGEST_LINE = 200;

    private final Screen screen;
    private final PrintWriter target;
    private final boolean result;

    /** For standard error. */
    ProblemPrinter(Screen screen) {
        this(screen, false);
    }

    /** For standard output, where problems are what was asked for. */
    static ProblemPrinter result(Screen screen) {
        return new ProblemPrinter(screen, true);
    }

    private ProblemPrinter(Screen screen, boolean result) {
        this.screen = screen;
        this.result = result;
        this.target = result ? screen.out() : screen.err();
    }

    private String paint(Style style, String text) {
        return result ? screen.paint(style, text) : screen.paintError(style, text);
    }

    /** Prints all of them; on standard error warnings and notes only if the user did not ask for quiet. */
    void print(Collection<Problem> problems) {
        problems.stream()
                .filter(problem -> result || problem.isError() || !screen.quiet())
                .forEach(this::print);
    }

    private void print(Problem problem) {
        Style style = problem.isError() ? Style.BAD : Style.WARN;
        String where = problem.place().map(place -> place + ": ").orElse("");
        String kind = problem.severity() == Severity.NOTE
                ? "note"
                : problem.severity().name().toLowerCase(Locale.ROOT);
        target.println(paint(Style.BOLD, DisplayText.harmless(where))
                + paint(style, kind + ": ")
                + DisplayText.harmlessLines(problem.what()));
        problem.line().ifPresent(line -> excerpt(line, problem));
        problem.help()
                .ifPresent(
                        help -> target.println("  " + paint(Style.GOOD, "help: ") + DisplayText.harmlessLines(help)));
    }

    private void excerpt(String line, Problem problem) {
        int column = problem.place().map(place -> place.column()).orElse(1);
        int from = Math.max(0, Math.min(column - 1, line.length()) - LONGEST_LINE / 2);
        String shown = line.substring(from, Math.min(line.length(), from + LONGEST_LINE));
        String before = line.substring(from, Math.min(column - 1, line.length()));
        target.println("  | " + DisplayText.harmless(shown));
        target.println("  | " + " ".repeat(DisplayText.width(DisplayText.harmless(before))) + paint(Style.GOOD, "^"));
    }
}
