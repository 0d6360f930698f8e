package io.pergola.store;

import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Lines of journals and event files, to bytes and back. */
final class JournalText {

    /** Bytes in a line, its end included; the kernel does not mix up writes of that size. */
    static final int LONGEST = 4096;

    /** Stands at the end of a line that was cut by a crash: the line does not count. */
    static final byte CUT = 0x18;

    private static final int LONGEST_STATE = 15;
    private static final String MORE = "...";

    private JournalText() {}

    /** The entry as it will be stored: with a usable state, and times to the microsecond. */
    static StateEntry clean(StateEntry entry) {
        Instant time = Stamp.ofMicros(Stamp.micros(entry.time()));
        if (usable(entry.state())) {
            return new StateEntry(time, entry.state(), entry.note());
        }
        String note = "'" + entry.state() + "' is not a state name. " + entry.note();
        return new StateEntry(time, RunState.INVALID.name(), note.strip());
    }

    static boolean usable(String state) {
        return !state.isEmpty()
                && state.length() <= LONGEST_STATE
                && state.charAt(0) >= 'A'
                && state.charAt(0) <= 'Z'
                && nameLetters(state);
    }

    private static boolean nameLetters(String state) {
        for (int i = 0; i < state.length(); i++) {
            char c = state.charAt(i);
            if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')) {
                return false;
            }
        }
        return true;
    }

    static byte[] line(StateEntry entry) {
        return line("", entry);
    }

    static byte[] line(RunEvent event) {
        return line(event.run() + " ", event.entry());
    }

    private static byte[] line(String middle, StateEntry raw) {
        StateEntry entry = clean(raw);
        String head = Stamp.text(entry.time()) + " " + middle + entry.state();
        String note = entry.note().isEmpty() ? "" : " " + fit(entry.note(), LONGEST - head.length() - 2);
        return (head + note + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String fit(String note, int room) {
        return note.length() <= room && isPlain(note) ? note : fitted(note, room);
    }

    /** Whether it takes a byte a character, and none of them means anything; so most notes are. */
    private static boolean isPlain(String note) {
        for (int i = 0; i < note.length(); i++) {
            char c = note.charAt(i);
            if (c < ' ' || c > '~' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    private static String fitted(String note, int room) {
        var text = new StringBuilder();
        int used = 0;
        int end = 0; // of the text that leaves room for the dots
        for (int i = 0; i < note.length(); i += Character.charCount(note.codePointAt(i))) {
            String piece = escape(note.codePointAt(i));
            used += piece.getBytes(StandardCharsets.UTF_8).length;
            if (used > room) {
                text.setLength(end);
                return text.append(MORE).toString();
            }
            text.append(piece);
            end = used <= room - MORE.length() ? text.length() : end;
        }
        return text.toString();
    }

    private static String escape(int codePoint) {
        return switch (codePoint) {
            case '\n' -> "\\n";
            case '\\' -> "\\\\";
            case '\t' -> "\t";
            default -> Character.isISOControl(codePoint) ? "\uFFFD" : Character.toString(codePoint);
        };
    }

    private static String unescape(String note) {
        if (note.indexOf('\\') < 0) {
            return note;
        }
        var text = new StringBuilder();
        for (int i = 0; i < note.length(); i++) {
            char c = note.charAt(i);
            if (c == '\\' && i + 1 < note.length()) {
                i++;
                c = note.charAt(i) == 'n' ? '\n' : note.charAt(i);
            }
            text.append(c);
        }
        return text.toString();
    }

    /** The entries of all whole lines; what is not one of ours is left out. */
    static List<StateEntry> entries(byte[] content) {
        return lines(content, JournalText::entry);
    }

    /** The events of all whole lines; what is not one of ours is left out. */
    static List<RunEvent> events(byte[] content) {
        return lines(content, JournalText::event);
    }

    /** What the parser makes of each whole line. */
    static <T> List<T> lines(byte[] content, Function<String, Optional<T>> parser) {
        List<T> found = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n') {
                if (i > start && content[i - 1] != CUT) {
                    parser.apply(new String(content, start, i - start, StandardCharsets.UTF_8))
                            .ifPresent(found::add);
                }
                start = i + 1;
            }
        }
        return found;
    }

    /** The first entry of a state, found without making texts of the lines before. */
    static Optional<StateEntry> first(byte[] content, byte[] state) {
        int start = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n') {
                if (isOf(state, content, start, i)) {
                    return entry(new String(content, start, i - start, StandardCharsets.UTF_8));
                }
                start = i + 1;
            }
        }
        return Optional.empty();
    }

    /** Whether the line is whole, begins with a time, and has this state behind it. */
    private static boolean isOf(byte[] state, byte[] content, int start, int end) {
        int at = start;
        while (at < end && content[at] != ' ') {
            at++;
        }
        int after = at + 1 + state.length;
        return after <= end
                && Arrays.equals(state, 0, state.length, content, at + 1, after)
                && (after == end || content[after] == ' ')
                && content[end - 1] != CUT
                && Stamp.parse(new String(content, start, at - start, StandardCharsets.UTF_8))
                        .isPresent();
    }

    private static Optional<StateEntry> entry(String line) {
        int space = line.indexOf(' ');
        return space < 0 ? Optional.empty() : entry(line.substring(0, space), line.substring(space + 1));
    }

    private static Optional<StateEntry> entry(String time, String rest) {
        int space = rest.indexOf(' ');
        String state = space < 0 ? rest : rest.substring(0, space);
        String note = space < 0 ? "" : unescape(rest.substring(space + 1));
        return usable(state) ? Stamp.parse(time).map(at -> new StateEntry(at, state, note)) : Optional.empty();
    }

    private static Optional<RunEvent> event(String line) {
        String[] parts = line.split(" ", 3);
        if (parts.length < 3) {
            return Optional.empty();
        }
        var run = RunNumber.parse(parts[1]);
        return run.isEmpty()
                ? Optional.empty()
                : entry(parts[0], parts[2]).map(entry -> new RunEvent(run.getAsInt(), entry));
    }
}
