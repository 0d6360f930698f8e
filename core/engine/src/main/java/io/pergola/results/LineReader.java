package io.pergola.results;

import io.pergola.expr.PythonRegex;
import io.pergola.spi.ResultLines;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lines as characters, with {@code \n} behind each, up to the one that ends them. */
final class LineReader extends Reader {

    private final ResultLines lines;
    private final Optional<Pattern> stopAt;
    private String line = "";
    private int at;
    private boolean ended;

    LineReader(ResultLines lines, Optional<Pattern> stopAt) {
        this.lines = lines;
        this.stopAt = stopAt;
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        if (at == line.length() && !fill()) {
            return -1;
        }
        int count = Math.min(length, line.length() - at);
        line.getChars(at, at + count, into, offset);
        at += count;
        return count;
    }

    private boolean fill() throws IOException {
        ended = ended || !lines.next() || isEnd(lines.text());
        line = ended ? "" : lines.text() + '\n';
        at = 0;
        return !ended;
    }

    private boolean isEnd(String text) {
        return stopAt.isPresent() && PythonRegex.search(stopAt.get(), text).isPresent();
    }

    @Override
    public void close() {}
}
