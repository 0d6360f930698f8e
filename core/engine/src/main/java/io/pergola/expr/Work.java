package io.pergola.expr;

import io.pergola.model.Value;
import java.util.List;

/** Counts what evaluations make, so that no text, however short, keeps one busy for hours. Not safe for several threads. */
public final class Work {

    /** What one expression may make: all of it may be in memory at once. */
    private static final long AT_ONCE = 4_000_000;

    /** What all expressions of one scope may make together. */
    private static final long ALTOGETHER = 100_000_000;

    /** So many characters weigh as much as one item of a list. */
    private static final int CHARACTERS_AN_ITEM = 16;

    private long done;
    private long doneBefore;

    /** Nothing done yet. */
    public Work() {}

    /** Another expression begins. */
    void begin() {
        doneBefore = done;
    }

    /** A value was made. */
    void made(Value value) {
        if (value instanceof Value.Items(List<Value> items)) {
            add(items.size());
        } else if (value instanceof Value.Text(String text)) {
            add(text.length() / CHARACTERS_AN_ITEM);
        }
    }

    private void add(int weight) {
        done += weight;
        if (done - doneBefore > AT_ONCE) {
            throw new ArgumentException(String.format("The expression makes more than %,d items of lists", AT_ONCE));
        }
        if (done > ALTOGETHER) {
            throw new ArgumentException(
                    String.format("The expressions make more than %,d items of lists in all", ALTOGETHER));
        }
    }
}
