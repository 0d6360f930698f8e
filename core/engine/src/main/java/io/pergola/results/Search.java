package io.pergola.results;

import io.pergola.expr.ArgumentException;
import io.pergola.model.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One entry's way through one file: where its parser is called and which of its values is kept. Touches nothing but itself before it
 * is asked for its value, so that it can be given up while another thread is still busy with it.
 */
final class Search {

    /** Characters of text that one entry keeps of one file; what exceeds them is not a figure but a copy of the log. */
    private static final long MOST_TEXT = 1 << 26;

    /** Stands for bytes that are no text. */
    private static final char UNREADABLE = '\uFFFD';

    private static final int DEEPEST = 100;

    private final Entry entry;
    private final Path file;
    private final String shown;
    private final LineSequence sequence;
    private final MatchSelect.Selection selection;
    private final @Nullable LiteralCursor required;
    private long looked;
    private long called;
    private long found;
    private long text;
    private String hint = "";
    private @Nullable String failure;

    Search(Entry entry, Path file, String shown) {
        this.entry = entry;
        this.file = file;
        this.shown = shown;
        this.sequence = new LineSequence(entry.sequence());
        this.selection = entry.select().begin();
        String text = sequence.isAny() && entry.parser() instanceof RegexParser regex
                ? regex.required()
                : sequence.required();
        this.required = text.length() < 2 || text.indexOf(UNREADABLE) >= 0 ? null : new LiteralCursor(text);
    }

    /** What stands in the next line that this search has to look at; null if that may be any. */
    @Nullable LiteralCursor required() {
        return sequence.begun() ? null : required;
    }

    /** So many lines were passed over, as what is required was in none of them. */
    void passedOver(long lines) {
        looked += lines;
        called += sequence.isAny() ? lines : 0;
    }

    boolean done() {
        return failure != null || selection.done();
    }

    /** Looks at the next line; {@code start} is its offset in the file. */
    void look(String line, long start) {
        try {
            if (begins(line)) {
                accept(call(line, start));
            }
        } catch (ArgumentException e) {
            fail("line " + looked + ": " + e.getMessage());
        } catch (IOException e) {
            fail(Failures.of(e));
        }
    }

    /**
     * True if the parser is to be called at the next line, which is this one.
     *
     * @throws ArgumentException if a pattern takes too many steps on it
     */
    boolean begins(String line) {
        looked++;
        boolean begins = sequence.endsAt(line);
        called += begins ? 1 : 0;
        return begins;
    }

    /** The next line is this one, and the parser reads it by itself. */
    void pass(String line) {
        looked++;
        if (entry.sequence().size() > 1) {
            sequence.endsAt(line);
        }
    }

    private Finding call(String line, long start) throws IOException {
        return switch (entry.parser()) {
            case Parser.OfLine parser -> parser.parse(line);
            case Parser.OfBlock parser -> block(parser, start);
            case Parser.OfFile parser -> parser.parse();
            case Parser.OfLines _, Parser.OfRun _ -> Finding.NOTHING;
        };
    }

    private Finding block(Parser.OfBlock parser, long start) throws IOException {
        try (LogLines lines = LogLines.open(file, start, looked - 1)) {
            return parser.parse(lines);
        }
    }

    private void accept(Finding finding) {
        switch (finding) {
            case Finding.Nothing() -> {}
            case Finding.Failed(String message) -> fail("line " + looked + ": " + message);
            case Finding.Found(Value value) -> add(value);
        }
    }

    /** Takes a value; false if no further one is wanted. */
    boolean add(Value value) {
        if (!done() && !(value instanceof Value.Null)) {
            keep(value);
        }
        return !done();
    }

    private void keep(Value value) {
        found++;
        text += length(value, 0);
        if (failure != null) {
            return;
        }
        if (!selection.take(value)) {
            fail("more than " + MatchSelect.MOST + " values; count them with a tool, or match fewer lines");
        } else if (text > MOST_TEXT && !(entry.select() instanceof MatchSelect.At)) {
            fail("the values are longer than " + MOST_TEXT + " characters together");
        }
    }

    private long length(Value value, int depth) {
        if (depth > DEEPEST) {
            fail("line " + looked + ": the value is nested deeper than " + DEEPEST + " levels");
            return 0;
        }
        long sum = 1;
        switch (value) {
            case Value.Text(String words) -> sum = words.length();
            case Value.Items(var values) -> {
                for (Value item : values) {
                    sum += length(item, depth + 1);
                }
            }
            case Value.Entries(var values) -> {
                for (Value item : values.values()) {
                    sum += length(item, depth + 1);
                }
            }
            default -> {}
        }
        return sum;
    }

    /** What comes near to what was looked for; the first that is said counts. */
    void hint(String words) {
        hint = hint.isEmpty() ? words : hint;
    }

    /** There will be no value; the first reason counts. */
    void fail(String message) {
        failure = failure == null ? message : failure;
    }

    /** The value for this file, after its action. */
    Value value(Measure measure, Notes notes) {
        if (failure != null) {
            notes.error(entry.place() + ": " + shown + ": " + failure);
        }
        Value selected = failure != null ? Value.NULL : selection.selected();
        Value value = entry.action().apply(measured(selected, measure, notes));
        notes.trace(entry.place() + ": " + shown + ": " + counts());
        if (found == 0 && failure == null) {
            miss(notes);
        }
        return value;
    }

    /** Says what was not found, and what comes near to it where a value was expected. */
    private void miss(Notes notes) {
        String nearest = nearest();
        if (!nearest.isEmpty()) {
            notes.trace("    " + nearest.substring(2));
        }
        String sentence = entry.parser().looksFor() + " found nothing in " + looked
                + (looked == 1 ? " line of " : " lines of ") + shown + nearest;
        entry.names().forEach(name -> notes.miss(name, name + ": " + sentence));
    }

    private String nearest() {
        if (!hint.isEmpty()) {
            return "; " + hint;
        }
        return entry.action().hasUnit()
                ? NearestLine.find(file, regex())
                        .map(line -> "; the nearest is " + line)
                        .orElse("")
                : "";
    }

    /** What no line matched. */
    private String regex() {
        return called > 0 && entry.parser() instanceof RegexParser(Pattern regex, String _)
                ? regex.pattern()
                : entry.sequence().getLast().pattern();
    }

    private Value measured(Value selected, Measure measure, Notes notes) {
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
