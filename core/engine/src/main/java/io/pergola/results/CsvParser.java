package io.pergola.results;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.pergola.expr.Expression;
import io.pergola.expr.ExpressionException;
import io.pergola.model.Problem;
import io.pergola.spi.ResultLines;
import io.pergola.spi.ResultSearch;
import io.pergola.spi.SearchOutcome;
import io.pergola.spi.ValueSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A table of comma-separated values that begins on this line, and ends before the line that {@code stop_at} matches, or with the
 * file. Each row that {@code where} chooses is a value: the cell of a column, or the whole row.
 *
 * @param column its heading, that heading as a name, or its index; of all columns if empty
 * @param where true for the rows that count
 * @param format how lines become rows
 */
record CsvParser(String column, Optional<Expression> where, Format format) implements ResultSearch {

    /** Characters of a cell; one that was never closed would be the rest of the file. */
    private static final int LONGEST_CELL = 1 << 22;

    /**
     * How lines become rows.
     *
     * @param comment what a line begins with that is none
     * @param headings of the columns; the first row has them if there are none
     * @param stopAt what the line behind the table matches
     */
    record Format(char delimiter, Optional<Character> comment, List<String> headings, Optional<Pattern> stopAt) {}

    static CsvParser of(Arguments arguments) {
        var format = new Format(
                character("delimiter", arguments).orElse(','),
                character("comment", arguments),
                arguments.texts("col_names", List.of()),
                arguments.has("stop_at") ? Optional.of(arguments.regex("stop_at")) : Optional.empty());
        return new CsvParser(arguments.text("column", "").strip(), where(arguments), format);
    }

    private static Optional<Character> character(String name, Arguments arguments) {
        String text = arguments.text(name, "");
        String plain = text.equals("\\t") || text.equals("tab") ? "\t" : text;
        if (!arguments.has(name)) {
            return Optional.empty();
        }
        if (plain.length() != 1 || plain.equals("\"") || plain.equals("\n") || plain.equals("\r")) {
            arguments.add(
                    name,
                    Problem.error(name + " must be a single character, not '" + text + "'")
                            .help("Write tab for a tabulator; the quote \" is taken"));
            return Optional.empty();
        }
        return Optional.of(plain.charAt(0));
    }

    private static Optional<Expression> where(Arguments arguments) {
        if (!arguments.has("where")) {
            return Optional.empty();
        }
        String text = arguments.text("where", "");
        try {
            return Optional.of(Expression.parse(text));
        } catch (ExpressionException e) {
            arguments.add("where", Arguments.problem("where '" + text + "' is not an expression", e, text));
            return Optional.empty();
        }
    }

    @Override
    public SearchOutcome find(ResultLines lines, ValueSink values) throws IOException {
        var rows = new CsvRows(this, values);
        try (CsvReader<CsvRecord> reader = reader(new LineReader(lines, format.stopAt()))) {
            for (CsvRecord row : reader) {
                if (!rows.accept(row.getFields())) {
                    return SearchOutcome.done();
                }
            }
        } catch (CsvParseException e) {
            return SearchOutcome.failed("this is not CSV: a cell behind line " + lines.number() + " is longer than "
                    + LONGEST_CELL + " characters; is a quote not closed?");
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return rows.outcome();
    }

    private CsvReader<CsvRecord> reader(LineReader text) {
        CsvReader.CsvReaderBuilder builder = CsvReader.builder()
                .fieldSeparator(format.delimiter())
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .maxBufferSize(LONGEST_CELL);
        format.comment()
                .ifPresent(sign -> builder.commentStrategy(CommentStrategy.SKIP).commentCharacter(sign));
        return builder.ofCsvRecord(text);
    }

    @Override
    public String looksFor() {
        String what = column.isEmpty() ? "a row of a CSV table" : "the column '" + column + "' of a CSV table";
        return what + where.map(each -> " where " + each.source()).orElse("");
    }
}
