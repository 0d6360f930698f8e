package io.pergola.yaml;

import io.pergola.model.Place;
import io.pergola.model.Problem;

/**
 * A part of a source: from {@code start} (inclusive) to {@code end} (exclusive), as offsets into its text. Places are only
 * worked out when somebody asks.
 *
 * @param source where it stands
 * @param start the offset of its first character
 * @param end the offset behind its last character
 */
public record Span(SourceText source, int start, int end) {

    /** The place of the first character. */
    public Place place() {
        return source.place(start);
    }

    /** The characters as they stand in the source. */
    public String text() {
        return source.text().substring(start, end);
    }

    /** The same problem at this span, with the text of its line. */
    public Problem mark(Problem problem) {
        return mark(problem, start);
    }

    /** The same problem at an offset into the source, with the text of that line. */
    Problem mark(Problem problem, int offset) {
        Place place = source.place(offset);
        return problem.at(place, source.line(place.line()));
    }

    /** Where it is; the text of a large source is no help in a debugger. */
    @Override
    public String toString() {
        return place() + "+" + (end - start);
    }
}
