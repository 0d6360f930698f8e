package io.pergola.results;

import io.pergola.expr.PythonRegex;
import io.pergola.spi.ResultLines;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A document that must be known as a whole before anything of it is: what stands between a line and the one that ends it, or the end
 * of the file.
 *
 * @param kind what it is, for messages
 * @param longest characters that are read of it
 * @param stopAt what the line behind it matches
 */
record Document(String kind, int longest, Optional<Pattern> stopAt) {

    /** Characters of a document that is meant to be figures. */
    private static final int LONGEST = 1 << 25;

    Document(String kind, Optional<Pattern> stopAt) {
        this(kind, LONGEST, stopAt);
    }

    /** What is too large, or not what it should be; the message says so without file and line. */
    static final class RefusedException extends Exception {

        private static final long serialVersionUID = 1L;

        private final String said;

        RefusedException(String message) {
            super(message);
            this.said = message;
        }

        /** The message. */
        String said() {
            return said;
        }
    }

    /** Its text, with {@code \n} at the end of each line. */
    String read(ResultLines lines) throws IOException, RefusedException {
        var text = new StringBuilder();
        while (lines.next() && !isEnd(lines.text())) {
            text.append(lines.text()).append('\n');
            if (text.length() > longest) {
                throw new RefusedException("the " + kind + " document is longer than " + longest
                        + " characters; stop_at ends it earlier, and a tool can make it smaller");
            }
            if (lines.cut()) {
                throw new RefusedException("line " + lines.number() + " of the " + kind + " document is longer than "
                        + ResultLines.LONGEST + " bytes; a tool such as jq or xmllint can break it into lines");
            }
        }
        return text.toString();
    }

    private boolean isEnd(String line) {
        return stopAt.isPresent() && PythonRegex.search(stopAt.get(), line).isPresent();
    }
}
