package io.pergola.spi;

import java.io.IOException;

/** A parser with its options. Immutable; called from several threads at once, for different files. */
public interface ResultSearch {

    /** What it looks for, in a few words that messages begin with: {@code the section 'Timings'}. Never blank. */
    String looksFor();

    /**
     * Looks for values from a line on. It is called for each line that {@code for_lines_matching} and {@code preceded_by} let
     * through, which is every line if nothing is said; but the lines that it reads itself are not looked at again, so that a file is
     * gone through once, whatever it does. A parser of single lines takes one line a call; one that reads to the end is called once.
     * In an empty file there is no line, and it is not called.
     *
     * <p>It must need no more memory for a long file than for a short one, and has ten seconds from one line or value to the next and
     * five minutes for a file. What it throws, but for the {@link IOException} of {@code lines}, is a fault of the plugin: the run ends
     * as {@code ERROR}, with a reason that names plugin and jar.
     *
     * @param lines the line it is called at and those behind it
     * @param values takes what is found, in the order of the file
     * @throws IOException as {@code lines} throws it
     */
    SearchOutcome find(ResultLines lines, ValueSink values) throws IOException;
}
