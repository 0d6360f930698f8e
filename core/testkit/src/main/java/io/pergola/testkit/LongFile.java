package io.pergola.testkit;

import io.pergola.spi.ResultLines;
import io.pergola.spi.ResultSearch;
import io.pergola.spi.SearchOutcome;
import java.io.IOException;
import java.util.List;

/** A file of millions of lines that is nowhere, to see what a search keeps of it. */
final class LongFile {

    /** Bytes that are no sign that something is kept: two million lines are more than that. */
    static final long TOLERANCE = 48L << 20;

    private static final long FIRST_LOOK = 500_000;
    private static final long LAST_LOOK = 2_500_000;

    private final List<String> begin;
    private final String noise;
    private long number;
    private long before;
    private long after;

    /** A text and then noise. */
    LongFile(String text, String noise) {
        this.begin = text.lines().toList();
        this.noise = noise;
    }

    /** How many bytes more are in use after {@link #LAST_LOOK} lines than were after {@link #FIRST_LOOK}. */
    long growth(ResultSearch search) throws IOException {
        while (number < LAST_LOOK) {
            long first = number;
            if (read(search).failure().isPresent()) {
                return 0;
            }
            // The line that a search is called at is not looked at again, even if it did not read it.
            number = Math.max(number, first + 1);
        }
        return after - before;
    }

    /** Calls it once. */
    SearchOutcome read(ResultSearch search) throws IOException {
        return search.find(new Lines(), value -> true);
    }

    private void look() {
        if (number == FIRST_LOOK) {
            before = used();
        } else if (number == LAST_LOOK) {
            after = used();
        }
    }

    @SuppressWarnings("CallToSystemGC") // What is garbage is not kept.
    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private final class Lines implements ResultLines {

        private String text = "";
        private boolean begun;

        @Override
        public boolean next() {
            if (number == LAST_LOOK) {
                return false;
            }
            number++;
            look();
            begun = true;
            // Each line is a text of its own, as those of a file are.
            text = number <= begin.size() ? begin.get((int) number - 1) : noise + " " + number;
            return true;
        }

        @Override
        public String text() {
            return text;
        }

        @Override
        public long number() {
            return begun ? number : 0;
        }

        @Override
        public boolean cut() {
            return false;
        }
    }
}
