package io.pergola.slots;

import io.pergola.spi.slots.Share;
import io.pergola.spi.slots.Slot;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a slot that somebody made up cannot be had. */
final class SlotCheck {

    private SlotCheck() {}

    /** One clause, without a full stop; empty if the node has all of it free. */
    static Optional<String> refusal(NodeState state, Slot slot, long claim) {
        if (!state.isUp()) {
            return Optional.of("node " + slot.node() + " is down");
        }
        if (!state.admits(claim, slot.exclusive())) {
            return Optional.of("node " + slot.node()
                    + (slot.exclusive() ? " is in use, and is wanted for one alone" : " is somebody's alone"));
        }
        String wrong = units(slot, "core", state.cores(), state.layout().cores(), slot.cores());
        if (wrong == null) {
            wrong = units(slot, "GPU", state.gpus(), state.layout().gpus(), slot.gpus());
        }
        if (wrong == null) {
            wrong = amount(slot, "memory", slot.memoryMib(), state.memory());
        }
        return Optional.ofNullable(wrong == null ? amount(slot, "disk", slot.diskMib(), state.disk()) : wrong);
    }

    private static @Nullable String units(Slot slot, String what, UnitSet units, UnitIds ids, List<Share> shares) {
        int highest = -1;
        for (int i = 0; i < shares.size(); i++) {
            Share share = shares.get(i);
            int place = ids.place(share.index());
            if (place < 0 || !units.isInService(place) || units.free(place) < share.milli()) {
                return unit(slot, what, share, place < 0 ? null : units, place);
            }
            if (share.index() <= highest && isAmong(shares.subList(0, i), share.index())) {
                return what + " " + share.index() + " of node " + slot.node() + " is listed twice";
            }
            highest = Math.max(highest, share.index());
        }
        return null;
    }

    private static boolean isAmong(List<Share> shares, int index) {
        return shares.stream().anyMatch(share -> share.index() == index);
    }

    private static String unit(Slot slot, String what, Share share, @Nullable UnitSet units, int place) {
        String which = what + " " + share.index() + " of node " + slot.node();
        if (units == null) {
            return "there is no " + which;
        }
        return units.isInService(place)
                ? "of " + which + " " + units.free(place) + " thousandths are free, not " + share.milli()
                : which + " is out of service";
    }

    private static @Nullable String amount(Slot slot, String what, long wanted, long free) {
        return wanted <= free
                ? null
                : "of the " + what + " of node " + slot.node() + " " + free + " MiB are free, not " + wanted;
    }
}
