package io.pergola.model;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong in what a user wrote: where, what, and how to mend it. Problems are gathered and shown together;
 * they are not thrown one by one.
 */
public final class Problem {

    private final Severity severity;
    private final @Nullable Place place;
    private final @Nullable String line;
    private final String what;
    private final @Nullable String help;

    private Problem(
            Severity severity, @Nullable Place place, @Nullable String line, String what, @Nullable String help) {
        if (what.isBlank()) {
            throw new IllegalArgumentException("A problem must say what is wrong");
        }
        this.severity = severity;
        this.place = place;
        this.line = line;
        this.what = what;
        this.help = help;
    }

    /** An error; {@code what} is one sentence without a full stop, and must not be blank. */
    public static Problem error(String what) {
        return new Problem(Severity.ERROR, null, null, what, null);
    }

    /** A warning; {@code what} as for {@link #error}. */
    public static Problem warning(String what) {
        return new Problem(Severity.WARNING, null, null, what, null);
    }

    /** A note; {@code what} as for {@link #error}. */
    public static Problem note(String what) {
        return new Problem(Severity.NOTE, null, null, what, null);
    }

    /** The same problem at a place, without the line itself. */
    public Problem at(Place where) {
        return new Problem(severity, where, line, what, help);
    }

    /** The same problem at a place, with the text of that line, so that a caret can be drawn under the column. */
    public Problem at(Place where, String lineText) {
        return new Problem(severity, where, lineText, what, help);
    }

    /** The same problem with a sentence on how to mend it. */
    public Problem help(String mend) {
        return new Problem(severity, place, line, what, mend);
    }

    /** The same problem, its sentence put behind {@code context} and a colon. */
    public Problem in(String context) {
        return new Problem(severity, place, line, context + ": " + what, help);
    }

    /** How much it matters. */
    public Severity severity() {
        return severity;
    }

    /** Where it is, if it is anywhere in a file. */
    public Optional<Place> place() {
        return Optional.ofNullable(place);
    }

    /** The text of the line it is on, without its line end, where that is known. */
    public Optional<String> line() {
        return Optional.ofNullable(line);
    }

    /** What is wrong: one sentence without a full stop. */
    public String what() {
        return what;
    }

    /** How to mend it, where there is something to say. */
    public Optional<String> help() {
        return Optional.ofNullable(help);
    }

    /** True if this is an {@link Severity#ERROR}. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** {@code place: severity: what}, on one line; screens draw the line and the caret besides. */
    @Override
    public String toString() {
        String head = severity.name().toLowerCase(Locale.ROOT) + ": " + what;
        return place == null ? head : place + ": " + head;
    }
}
