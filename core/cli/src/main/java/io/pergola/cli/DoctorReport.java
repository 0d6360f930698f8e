package io.pergola.cli;

import io.pergola.doctor.Finding;
import io.pergola.doctor.Level;
import io.pergola.json.Json;
import io.pergola.model.Value;
import io.pergola.report.DisplayText;
import io.pergola.report.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/** What the doctor finds: a line each as it comes, or all of it as JSON in the end. Safe for several threads. */
final class DoctorReport {

    private static final int LEVEL = 8;
    private static final int CHECK = 16;

    private final Screen screen;
    private final boolean json;
    private final List<Finding> findings = new ArrayList<>();
    private String group = "";

    DoctorReport(Screen screen, boolean json) {
        this.screen = screen;
        this.json = json;
    }

    /** Under {@code --quiet} only what is amiss is shown. */
    synchronized void add(Finding finding) {
        findings.add(finding);
        if (json || (screen.quiet() && finding.level().compareTo(Level.WARNING) < 0)) {
            return;
        }
        if (!finding.group().equals(group)) {
            group = finding.group();
            screen.line(screen.paint(Style.BOLD, DisplayText.harmless(group)));
        }
        String level = String.format("%-" + LEVEL + "s", word(finding.level()));
        String check = String.format("%-" + CHECK + "s", DisplayText.harmless(finding.check()));
        screen.line("  " + screen.paint(style(finding.level()), level) + check + " "
                + DisplayText.harmless(finding.detail()));
        if (!finding.mend().isEmpty()) {
            screen.line(
                    " ".repeat(2 + LEVEL) + screen.paint(Style.GOOD, "mend: ") + DisplayText.harmless(finding.mend()));
        }
        screen.out().flush();
    }

    synchronized long count(Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    synchronized void end() {
        if (json) {
            screen.line(Json.write(value()));
        } else {
            screen.info(words(findings.size(), "check") + ": " + words(count(Level.ERROR), "error") + ", "
                    + words(count(Level.WARNING), "warning") + ", " + words(count(Level.NOTE), "note"));
        }
    }

    private static String words(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String word(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    private static Style style(Level level) {
        return switch (level) {
            case OK -> Style.GOOD;
            case NOTE -> Style.DIM;
            case WARNING -> Style.WARN;
            case ERROR -> Style.BAD;
        };
    }

    private Value.Entries value() {
        var rows = new ArrayList<Value>();
        for (Finding finding : findings) {
            var row = new LinkedHashMap<String, Value>();
            row.put("group", Value.of(finding.group()));
            row.put("check", Value.of(finding.check()));
            row.put("level", Value.of(word(finding.level())));
            row.put("detail", Value.of(finding.detail()));
            row.put("mend", Value.of(finding.mend()));
            rows.add(new Value.Entries(row));
        }
        var whole = new LinkedHashMap<String, Value>();
        whole.put("errors", Value.of(count(Level.ERROR)));
        whole.put("warnings", Value.of(count(Level.WARNING)));
        whole.put("notes", Value.of(count(Level.NOTE)));
        whole.put("checks", new Value.Items(rows));
        return new Value.Entries(whole);
    }
}
