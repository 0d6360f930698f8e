package io.pergola.store;

import io.pergola.model.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A line in the book of a series.
 *
 * @param time when
 * @param state what was entered
 * @param set the set that entered it; empty for the series
 * @param runs numbers of the runs that this is about
 * @param note may be empty
 */
public record SetEvent(Instant time, String state, String set, List<Integer> runs, String note) {

    /** Copies the list. */
    public SetEvent {
        runs = List.copyOf(runs);
    }

    byte[] toLine() {
        Fields fields = new Fields().put("time", time).put("state", state);
        if (!set.isEmpty()) {
            fields.put("set", set);
        }
        if (!runs.isEmpty()) {
            fields.putNumbers("runs", runs);
        }
        if (!note.isEmpty()) {
            fields.put("note", note);
        }
        return fields.toBytes();
    }

    static Optional<SetEvent> parse(String line) {
        return Fields.parse(line)
                .filter(fields -> !fields.text("state").isEmpty())
                .map(fields -> new SetEvent(
                        fields.time("time"),
                        fields.text("state"),
                        fields.text("set"),
                        fields.numbers("runs"),
                        fields.text("note")));
    }

    /** As a JSON object. */
    public Value.Entries toValue() {
        return new Fields()
                .put("time", time)
                .put("state", state)
                .put("set", set)
                .putNumbers("runs", runs)
                .put("note", note)
                .toEntries();
    }
}
