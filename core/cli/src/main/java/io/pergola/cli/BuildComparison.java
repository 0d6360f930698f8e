package io.pergola.cli;

import io.pergola.build.BuildCache;
import io.pergola.build.BuildRecord;
import io.pergola.report.DisplayText;
import io.pergola.report.Style;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Says in what two builds differ: in which of the things that their names are made of. */
final class BuildComparison {

    private static final int MOST_LINES = 40;

    private final Screen screen;

    BuildComparison(Screen screen) {
        this.screen = screen;
    }

    void print(BuildCache.Kept one, BuildCache.Kept other) {
        if (one.directory().equals(other.directory())) {
            screen.line("Both use the build " + one.directory() + ".");
            return;
        }
        if (one.record().isEmpty() || other.record().isEmpty()) {
            var unknown = one.record().isEmpty() ? one : other;
            screen.line("Of " + unknown.directory()
                    + " nobody knows what it was made of: it was not finished, or made anew since.");
            return;
        }
        BuildRecord before = one.record().get();
        BuildRecord after = other.record().get();
        var names = new LinkedHashSet<>(before.parts().keySet());
        names.addAll(after.parts().keySet());
        screen.line(one.directory() + " (" + DisplayText.harmless(before.test()) + ") and " + other.directory() + " ("
                + DisplayText.harmless(after.test()) + ") differ in:");
        names.forEach(name -> print(name, before.parts(), after.parts()));
    }

    private void print(String name, Map<String, String> before, Map<String, String> after) {
        String old = before.get(name);
        String now = after.get(name);
        if (old == null || now == null) {
            line(name + (old == null ? ": only the second has it" : ": only the first has it"));
        } else if (!old.equals(now)) {
            boolean digest = name.startsWith("source") || name.startsWith("extra") || old.startsWith("sha256 ");
            line(name + (digest ? ": other content" : ":"));
            if (!digest) {
                difference(old.lines().toList(), now.lines().toList());
            }
        }
    }

    private void line(String text) {
        screen.line("  " + DisplayText.harmless(text));
    }

    private void difference(List<String> old, List<String> now) {
        List<String> gone = new ArrayList<>(old);
        now.forEach(gone::remove);
        List<String> come = new ArrayList<>(now);
        old.forEach(come::remove);
        if (gone.isEmpty() && come.isEmpty()) {
            line("  the same lines in another order");
        }
        show("- ", gone, Style.BAD);
        show("+ ", come, Style.GOOD);
    }

    private void show(String sign, List<String> lines, Style style) {
        lines.stream()
                .limit(MOST_LINES)
                .forEach(line -> screen.line(screen.paint(style, "    " + sign + DisplayText.harmless(line))));
        if (lines.size() > MOST_LINES) {
            line("  " + sign + "... " + (lines.size() - MOST_LINES) + " more");
        }
    }
}
