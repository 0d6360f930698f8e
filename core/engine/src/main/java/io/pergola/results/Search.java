package io.pergola.results;

import io.pergola.expr.ArgumentException;
import io.pergola.model.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** One entry's way through one file: where its parser is called and which of its values is kept. */
final class Search {

    /** Characters of text that one entry keeps of one file; what exceeds them is not a figure but a copy of the log. */
    private static final long MOST_TEXT = 1 << 26;

    private final Entry entry;
    private final Path file;
    private final String shown;
    private final Notes notes;
    private final Measure measure;
    private final LineSequence sequence;
    private final MatchSelect.Selection selection;
    private long looked;
    private long called;
    private long found;
    private long text;
    private boolean failed;

    Search(Entry entry, Path file, String shown, Notes notes, Measure measure) {
        this.entry = entry;
        this.file = file;
        this.shown = shown;
        this.notes = notes;
        this.measure = measure;
        this.sequence = new LineSequence(entry.sequence());
        this.selection = entry.select().begin();
    }

    boolean done() {
        return failed || selection.done();
    }

    /** Looks at the next line; {@code start} is its offset in the file. */
    void look(String line, long start) {
        looked++;
        try {
            if (sequence.endsAt(line)) {
                called++;
                accept(call(line, start));
            }
        } catch (ArgumentException e) {
            fail("line " + looked + ": " + e.getMessage());
        } catch (IOException e) {
            fail(Failures.of(e));
        }
    }

    private Finding call(String line, long start) throws IOException {
        return switch (entry.parser()) {
            case Parser.OfLine parser -> parser.parse(line);
            case Parser.OfBlock parser -> block(parser, start);
            case Parser.OfFile parser -> parser.parse();
            case Parser.OfRun _ -> Finding.NOTHING;
        };
    }

    private Finding block(Parser.OfBlock parser, long start) throws IOException {
        try (LogLines lines = LogLines.open(file, start)) {
            return parser.parse(lines);
        }
    }

    private void accept(Finding finding) {
        switch (finding) {
            case Finding.Nothing() -> {}
            case Finding.Failed(String message) -> fail("line " + looked + ": " + message);
            case Finding.Found(Value value) when value instanceof Value.Null -> {}
            case Finding.Found(Value value) -> keep(value);
        }
    }

    private void keep(Value value) {
        found++;
        text += Search.length(value);
        if (!selection.take(value)) {
            fail("more than " + MatchSelect.MOST + " values; count them with a tool, or match fewer lines");
        } else if (text > MOST_TEXT && !(entry.select() instanceof MatchSelect.At)) {
            fail("the values are longer than " + MOST_TEXT + " characters together");
        }
    }

    private static long length(Value value) {
        return switch (value) {
            case Value.Text(String text) -> text.length();
            case Value.Items(var values) ->
                values.stream().mapToLong(Search::length).sum();
            case Value.Entries(var values) ->
                values.values().stream().mapToLong(Search::length).sum();
            default -> 1;
        };
    }

    void fail(String message) {
        failed = true;
        notes.error(entry.place() + ": " + shown + ": " + message);
    }

    /** The value for this file, after its action. */
    Value value() {
        Value selected = failed ? Value.NULL : selection.selected();
        Value value = entry.action().apply(measured(selected));
        notes.trace(entry.place() + ": " + shown + ": " + counts());
        if (found == 0 && !failed) {
            miss();
        }
        return value;
    }

    /** Says what was not found, and what comes near to it where a value was expected. */
    private void miss() {
        String nearest = entry.action().hasUnit()
                ? NearestLine.find(file, regex())
                        .map(line -> "; the nearest is " + line)
                        .orElse("")
                : "";
        if (!nearest.isEmpty()) {
            notes.trace("    " + nearest.substring(2));
        }
        String sentence = entry.parser().looksFor() + " found nothing in " + looked
                + (looked == 1 ? " line of " : " lines of ") + shown + nearest;
        entry.names().forEach(name -> notes.miss(name, name + ": " + sentence));
    }

    /** What no line matched. */
    private String regex() {
        return called > 0 && entry.parser() instanceof RegexParser(Pattern regex, String _)
                ? regex.pattern()
                : entry.sequence().getLast().pattern();
    }

    private Value measured(Value selected) {
        if (entry.action() == Action.STORE_STR) {
            return selected;
        }
        try {
            return measure.read(selected);
        } catch (Measure.Mismatch e) {
            notes.error(entry.place() + ": " + shown + ": " + e.getMessage());
            return Value.NULL;
        }
    }

    private String counts() {
        String where = called == looked ? "" : ", began at " + called + " of them";
        String what = found == 0 ? "found nothing" : "found " + found + (found == 1 ? " value" : " values");
        return "looked at " + looked + (looked == 1 ? " line" : " lines") + " for "
                + entry.parser().looksFor() + where + ", " + what;
    }
}
