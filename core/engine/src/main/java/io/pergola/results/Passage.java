package io.pergola.results;

import io.pergola.expr.ArgumentException;
import io.pergola.spi.ResultLines;
import io.pergola.spi.ResultSearch;
import io.pergola.spi.SearchOutcome;
import java.io.IOException;
import java.nio.file.Path;

/** The way through a file of an entry whose parser reads on by itself: each line is looked at once, whoever reads it. */
final class Passage {

    private final Search search;
    private final ResultSearch parser;
    private final Runnable beat;

    /** {@code beat} is run again and again, to show that the work goes on. */
    Passage(Search search, ResultSearch parser, Runnable beat) {
        this.search = search;
        this.parser = parser;
        this.beat = beat;
    }

    /** Goes through it; what goes wrong is in the search. The number of lines that were cut. */
    long through(Path file) {
        try (LogLines lines = LogLines.open(file)) {
            through(lines);
            return lines.cuts();
        } catch (IOException e) {
            search.fail(Failures.of(e));
            return 0;
        }
    }

    private void through(LogLines lines) throws IOException {
        while (!search.done() && lines.next()) {
            beat.run();
            try {
                if (search.begins(lines.text())) {
                    call(lines);
                }
            } catch (ArgumentException e) {
                search.fail("line " + lines.number() + ": " + e.getMessage());
            }
        }
    }

    private void call(LogLines lines) throws IOException {
        long first = lines.number();
        SearchOutcome outcome = parser.find(new Ahead(lines), value -> {
            beat.run();
            return search.add(value);
        });
        outcome.failure().ifPresent(message -> search.fail("line " + first + ": " + message));
        outcome.hint().ifPresent(search::hint);
    }

    /** The line that the parser is called at and those behind it. */
    private final class Ahead implements ResultLines {

        private final LogLines lines;
        private boolean begun;

        Ahead(LogLines lines) {
            this.lines = lines;
        }

        @Override
        public boolean next() throws IOException {
            beat.run();
            if (!begun) {
                begun = true;
                return true;
            }
            if (!lines.next()) {
                return false;
            }
            search.pass(lines.text());
            return true;
        }

        @Override
        public String text() {
            return begun ? lines.text() : "";
        }

        @Override
        public long number() {
            return begun ? lines.number() : 0;
        }

        @Override
        public boolean cut() {
            return begun && lines.cut();
        }
    }
}
