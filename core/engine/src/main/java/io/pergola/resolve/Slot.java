package io.pergola.resolve;

import io.pergola.model.Value;
import org.jspecify.annotations.Nullable;

/** One text of a variable and how far it is. */
final class Slot {

    /** How far a slot is. */
    enum State {
        NEW,
        BUSY,
        DONE,
        DEFERRED,
        FAILED
    }

    private final CompiledText text;
    private State state = State.NEW;
    private @Nullable Value value;
    private @Nullable ResolveFailure failure;
    private int chain;

    Slot(CompiledText text) {
        this.text = text;
        if (text.isLiteral()) {
            done(text.literalValue());
        }
    }

    CompiledText text() {
        return text;
    }

    State state() {
        return state;
    }

    /** How many texts that are not plain lead to its value, one through the other. */
    int chain() {
        return chain;
    }

    void chain(int length) {
        chain = length;
    }

    void busy() {
        state = State.BUSY;
    }

    void done(Value result) {
        value = result;
        state = State.DONE;
    }

    void defer() {
        state = State.DEFERRED;
    }

    ResolveFailure fail(ResolveFailure reason) {
        failure = reason;
        state = State.FAILED;
        return reason;
    }

    @Nullable ResolveFailure failure() {
        return failure;
    }

    /** Its value; the marked source where it waits, or is not resolved yet. */
    Value shown() {
        return value == null ? Value.of(Deferral.mark(text.source())) : value;
    }
}
