package io.pergola.results;

import io.pergola.plugin.LoadedParser;
import io.pergola.spi.ResultLines;
import io.pergola.spi.ResultSearch;
import java.io.IOException;
import java.util.Optional;

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

    /** Reads on from the line it is called at, though it is called at lines that it has read, too. */
    non-sealed interface OfBlock extends Parser {

        Finding parse(ResultLines lines) throws IOException;
    }

    /**
     * Reads on from the line it is called at, and is called again behind what it has read. The one kind that plugins have.
     *
     * @param plugin whose code it is; empty for Pergola's own
     */
    record OfLines(ResultSearch search, Optional<LoadedParser> plugin) implements Parser {

        @Override
        public String looksFor() {
            return search.looksFor();
        }
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
