package io.pergola.cli;

import io.pergola.explain.Explained;
import io.pergola.explain.Explanation;
import io.pergola.explain.Outcome;
import io.pergola.explain.Step;
import io.pergola.explain.Used;
import io.pergola.json.Json;
import io.pergola.model.Place;
import io.pergola.model.Value;
import io.pergola.report.DisplayText;
import io.pergola.report.Style;
import java.util.List;

/** An explanation for people. */
final class ExplanationText {

    private final Screen screen;

    ExplanationText(Screen screen) {
        this.screen = screen;
    }

    /** {@code whole}: with all that was overridden; otherwise only who set each value. */
    void print(Explanation explanation, boolean whole) {
        String others = explanation.others().isEmpty()
                ? ""
                : "  (and " + explanation.others().size() + " more permutations: "
                        + String.join(
                                ", ", explanation.others().stream().limit(5).toList())
                        + (explanation.others().size() > 5 ? ", ..." : "") + ")";
        screen.line(screen.paint(Style.BOLD, DisplayText.harmless(explanation.test())) + DisplayText.harmless(others));
        String group = "";
        for (Explained value : explanation.values()) {
            String top = value.key().replaceFirst("\\..*", "");
            if (!top.equals(group) || whole) {
                screen.line("");
            }
            group = top;
            value(value, "", whole);
        }
    }

    private void value(Explained value, String indent, boolean whole) {
        Value single = value.outcome() instanceof Outcome.Known(Value known) ? known : Value.NULL;
        boolean list = !value.items().isEmpty();
        String shown = list && whole && single instanceof Value.Items ? "" : shown(value.outcome());
        line(indent, screen.paint(Style.BOLD, DisplayText.harmless(value.key())) + ": " + DisplayText.harmless(shown));
        chain(value, indent + "    ");
        value.expressions().forEach(filled -> detail(indent, "with", filled.text() + " = " + shown(filled.outcome())));
        value.uses().forEach(used -> used(used, indent + "    "));
        if (list && !alone(value)) {
            value.items().forEach(item -> value(item, indent + "    ", whole));
        } else if (list) {
            Explained only = value.items().getFirst();
            only.expressions()
                    .forEach(filled -> detail(indent, "with", filled.text() + " = " + shown(filled.outcome())));
            only.uses().forEach(used -> used(used, indent + "    "));
        }
    }

    /** The only item says no more than the list. */
    private static boolean alone(Explained value) {
        return value.items().size() == 1
                && value.items().getFirst().items().isEmpty()
                && value.chain().size() > 0
                && value.key().startsWith("variables.");
    }

    private void chain(Explained value, String indent) {
        List<Step> chain = value.chain();
        int width = chain.stream().mapToInt(step -> label(step).length()).max().orElse(0);
        int place = chain.stream().mapToInt(step -> place(step).length()).max().orElse(0);
        for (int i = 0; i < chain.size(); i++) {
            Step step = chain.get(i);
            String text = String.format(
                    "%-7s %-" + Math.max(1, width) + "s  %-" + Math.max(1, place) + "s  %s",
                    i == 0 ? "set by" : "over",
                    label(step),
                    place(step),
                    step.written());
            line(indent, DisplayText.harmless(text.stripTrailing()));
        }
    }

    private void used(Used used, String indent) {
        String who = used.chain().isEmpty()
                ? ""
                : "   " + label(used.chain().getFirst()) + " "
                        + place(used.chain().getFirst());
        String more = used.chain().stream()
                .skip(1)
                .map(step -> ", over " + label(step) + " " + place(step))
                .reduce("", String::concat);
        line(indent, DisplayText.harmless("with    " + used.name() + " = " + shown(used.outcome()) + who + more));
        used.uses().forEach(below -> used(below, indent + "    "));
    }

    private void detail(String indent, String word, String text) {
        line(indent + "    ", DisplayText.harmless(String.format("%-7s %s", word, text)));
    }

    private void line(String indent, String text) {
        screen.line(indent + text);
    }

    private static String label(Step step) {
        return switch (step.kind()) {
            case "default" -> "the default";
            case "system" -> "this machine";
            case "scheduler" -> "the scheduler";
            default -> step.kind() + " '" + step.name() + "'";
        };
    }

    private static String place(Step step) {
        return step.place().map(Place::toString).orElse("");
    }

    private static String shown(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Known(Value value) ->
                value instanceof Value.Text(String text)
                                && !text.isBlank()
                                && text.strip().equals(text)
                                && !text.contains("\n")
                        ? text
                        : Json.write(value);
            case Outcome.Deferred() -> "(known when the job runs)";
            case Outcome.Failed(String reason) -> "(no value: " + reason + ")";
        };
    }
}
