package io.pergola.slots;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a search for slots goes over: places in an order, each a node or a part of one, and what is free there. */
interface Ground {

    /** The first place, from that one on, that may have room for such a rank, or {@link FreeIndex#NONE}. */
    int next(Need need, int from);

    /** What is free at a place; not to be changed. */
    NodeState look(int place);

    /** What is free at a place, to be changed; {@link #changed} must follow. */
    NodeState open(int place);

    /** Takes note of a change. */
    void changed(int place);

    /** Which part of the node belongs to the place; null for all of it. */
    @Nullable NodeLimit limit(int place);

    /** The places on nodes of these names. */
    BitSet places(List<String> names);
}
