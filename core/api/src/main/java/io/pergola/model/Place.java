package io.pergola.model;

/**
 * Where a value was written.
 *
 * @param source the file as the user would name it, or a word in angle brackets such as {@code <command line>}; never blank
 * @param line the line, counted from 1
 * @param column the column in characters (UTF-16 units), counted from 1
 */
public record Place(String source, int line, int column) {

    /** Checks the ranges. */
    public Place {
        if (source.isBlank()) {
            throw new IllegalArgumentException("A place needs the name of its source");
        }
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("Lines and columns count from 1: " + line + ":" + column);
        }
    }

    /** {@code file:line:column}, the form that editors and terminals turn into a link. */
    @Override
    public String toString() {
        return source + ":" + line + ":" + column;
    }
}
