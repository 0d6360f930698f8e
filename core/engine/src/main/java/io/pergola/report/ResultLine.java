package io.pergola.report;

import io.pergola.model.ExitWords;
import io.pergola.model.ResultKeys;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What came of a run, in one line: the figures, and before them the reason if it did not pass, or passed otherwise than plainly.
 *
 * @param verdict null if it was not judged
 * @param state the last
 * @param note the state's
 * @param nodes on which it ran
 * @param results null if there are none
 */
public record ResultLine(
        @Nullable Verdict verdict, String state, String note, List<String> nodes, Value.@Nullable Entries results) {

    /** Copies the nodes. */
    public ResultLine {
        nodes = List.copyOf(nodes);
    }

    /** The line; empty if there is nothing to say. */
    public String text() {
        String line = outcome();
        if (results == null || !(results.values().get(ResultKeys.ATTEMPT) instanceof Value.Int(var number))) {
            return line;
        }
        return line.isEmpty() ? "attempt " + number : "attempt " + number + " | " + line;
    }

    private String outcome() {
        String figures = results == null
                ? ""
                : Figures.of(results, nodes).stream()
                        .map(figure -> figure.key() + "=" + FigureText.of(figure))
                        .collect(Collectors.joining("  "));
        String why = verdict == Verdict.PASS ? given() : why();
        return figures.isEmpty() ? why : why.isEmpty() ? figures : why + " | " + figures;
    }

    /** What the results themselves say of the verdict; may be empty. */
    private String given() {
        return results != null && results.values().get(ResultKeys.REASON) instanceof Value.Text(String reason)
                ? reason
                : "";
    }

    /** Why it did not pass, empty if nobody knows; of a run that passed, nothing that counts. */
    public String why() {
        if (!given().isEmpty()) {
            return given();
        }
        if (results != null
                && results.values().get(ResultKeys.ERRORS) instanceof Value.Items errors
                && !errors.values().isEmpty()) {
            return FigureText.of(errors.values().getFirst());
        }
        boolean plain = state.equals("COMPLETE");
        if (plain && results != null && results.values().get("return_value") instanceof Value.Int(var code)) {
            return ending(code);
        }
        return plain ? "" : note;
    }

    private static String ending(BigInteger code) {
        return switch (code.signum()) {
            case 0 -> "";
            case 1 -> ExitWords.code(code.intValue());
            default -> "killed by " + ExitWords.signal(-code.intValue());
        };
    }
}
