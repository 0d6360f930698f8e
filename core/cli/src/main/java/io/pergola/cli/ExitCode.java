package io.pergola.cli;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** What the program's exit code says; the same for every command. */
final class ExitCode {

    /** All passed, or the command did what it should. */
    static final int OK = 0;
    /** A test failed, or a check of {@code doctor}. */
    static final int FAILED = 1;
    /** Wrong usage or configuration. */
    static final int USAGE = 2;
    /** A test ended in error, was cancelled, or is unfinished. */
    static final int ERROR = 3;
    /** The scheduler or the store failed. */
    static final int SYSTEM = 4;

    private ExitCode() {}

    /** Each of them in words, as the manual pages have it. */
    static SequencedMap<Integer, String> meanings() {
        var meanings = new LinkedHashMap<Integer, String>();
        meanings.put(OK, "All passed, or the command did what it should");
        meanings.put(FAILED, "A test failed");
        meanings.put(USAGE, "Wrong usage or configuration");
        meanings.put(ERROR, "A test ended in error, was cancelled or is unfinished");
        meanings.put(SYSTEM, "The scheduler or the store failed");
        return meanings;
    }
}
