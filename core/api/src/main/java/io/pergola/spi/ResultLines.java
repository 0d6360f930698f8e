package io.pergola.spi;

import java.io.IOException;

/**
 * Lines of a file, one after another, in constant memory. Begins before the first line. A line ends at {@code \n}, {@code \r\n} or
 * a lone {@code \r}; bytes that are not UTF-8 are U+FFFD. For one thread.
 */
public interface ResultLines {

    /** The bytes of a line that are kept: 1 MiB. */
    int LONGEST = 1 << 20;

    /**
     * Goes to the next line.
     *
     * @return false if there is none; the line before it is then the current one still
     * @throws IOException if the file cannot be read; leave it to Pergola
     */
    boolean next() throws IOException;

    /** The current line without its end; empty before the first. */
    String text();

    /** The number of the current line in its file, from 1; 0 before the first. */
    long number();

    /** True if the current line was longer than {@link #LONGEST} bytes, and what exceeds them was left out. */
    boolean cut();
}
