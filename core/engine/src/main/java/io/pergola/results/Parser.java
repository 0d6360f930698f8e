package io.pergola.results;

import java.io.IOException;

/**
 * One parser with its arguments. Which files are read, where in them a parser is called, which of its values is kept and what is
 * done with it is decided outside, by {@link Entry}. Immutable.
 */
sealed interface Parser {

    /** What it looks for, in a few words, for the run's {@code results.log}. */
    String looksFor();

    /** Looks at one line. */
    non-sealed interface OfLine extends Parser {

        Finding parse(String line);
    }

    /** Reads on from the line it is called at. */
    non-sealed interface OfBlock extends Parser {

        Finding parse(LogLines lines) throws IOException;
    }

    /** Needs no more than that a file is there. */
    non-sealed interface OfFile extends Parser {

        Finding parse();
    }

    /** Has one value for the run, without any file. */
    non-sealed interface OfRun extends Parser {

        Finding parse(Evidence evidence, CommandShell shell);
    }
}
