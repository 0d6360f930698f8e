package io.pergola.resolve;

import io.pergola.expr.Item;
import io.pergola.model.Value;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * One item of a variable.
 *
 * @param single its text; null if it has parts
 * @param parts its parts by name
 */
record Row(@Nullable Slot single, SequencedMap<String, Slot> parts) {

    private static final SequencedMap<String, Slot> NO_PARTS =
            Collections.unmodifiableSequencedMap(new LinkedHashMap<>());

    static Row of(CompiledVariable.Item item) {
        if (item instanceof CompiledVariable.Item.Plain(CompiledText text)) {
            return new Row(new Slot(text), NO_PARTS);
        }
        var slots = new LinkedHashMap<String, Slot>();
        ((CompiledVariable.Item.Parts) item).parts().forEach((name, text) -> slots.put(name, new Slot(text)));
        return new Row(null, slots);
    }

    Collection<Slot> slots() {
        return single == null ? parts.values() : List.of(single);
    }

    boolean settled() {
        for (Slot slot : slots()) {
            if (slot.state() != Slot.State.DONE && slot.state() != Slot.State.DEFERRED) {
                return false;
            }
        }
        return true;
    }

    /** As far as it is resolved. */
    Item item() {
        if (single != null) {
            return new Item.Single(single.shown());
        }
        var shown = new LinkedHashMap<String, Value>();
        parts.forEach((name, slot) -> shown.put(name, slot.shown()));
        return new Item.Parts(shown);
    }
}
