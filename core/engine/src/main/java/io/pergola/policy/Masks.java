package io.pergola.policy;

import io.pergola.slots.SlotMask;
import io.pergola.slots.SlotPlan;
import io.pergola.spi.policy.Reservation;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What reservations keep, worked out once for each of them. */
final class Masks {

    private final IdentityHashMap<Reservation, SlotMask> single = new IdentityHashMap<>();
    private List<SlotMask> lastParts = List.of();
    private @Nullable SlotMask last;

    /** What all of them keep; null for none. */
    @Nullable SlotMask of(Collection<Reservation> kept, SlotPlan plan) {
        if (kept.isEmpty()) {
            return null;
        }
        List<SlotMask> parts = kept.stream().map(each -> of(each, plan)).toList();
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        if (last == null || !parts.equals(lastParts)) {
            last = plan.keeping(kept.stream().map(Reservation::placement).toList());
            lastParts = parts;
        }
        return last;
    }

    SlotMask of(Reservation reservation, SlotPlan plan) {
        return single.computeIfAbsent(reservation, each -> plan.keeping(List.of(each.placement())));
    }

    /** Forgets all others. */
    void retain(Collection<Reservation> reservations) {
        if (single.isEmpty()) {
            return;
        }
        IdentityHashMap<Reservation, SlotMask> kept = new IdentityHashMap<>();
        for (Reservation each : reservations) {
            SlotMask mask = single.get(each);
            if (mask != null) {
                kept.put(each, mask);
            }
        }
        single.clear();
        single.putAll(kept);
        last = null;
        lastParts = List.of();
    }
}
