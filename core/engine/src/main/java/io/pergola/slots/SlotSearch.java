package io.pergola.slots;

import io.pergola.spi.slots.RankRequirements;
import io.pergola.spi.slots.ResourceRequest;
import io.pergola.spi.slots.Slot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One search: takes slots on the way, and gives all of them back if they are not enough in the end. */
final class SlotSearch {

    private static final int FIRST_PLACES = 4;

    private final Ground ground;
    private final ResourceRequest request;
    private final RankRequirements rank;
    private final int least;
    private final long claim;
    private final Need need;
    private final SlotPicker picker;
    private final @Nullable BitSet only;
    private final ArrayList<Slot> slots = new ArrayList<>(FIRST_PLACES);
    private int[] places = new int[FIRST_PLACES];

    /**
     * @param least with how few ranks it is content
     * @param claim the number of the claim, unlike all others
     */
    SlotSearch(Ground ground, ResourceRequest request, int least, long claim) {
        this.ground = ground;
        this.request = request;
        this.rank = request.perRank();
        this.least = least;
        this.claim = claim;
        this.need = new Need(rank);
        this.picker = new SlotPicker(rank);
        this.only = request.nodes().isEmpty() ? null : ground.places(request.nodes());
    }

    /**
     * Goes round once; at least one rank must be wanted.
     *
     * @param start the place to begin with
     * @return whether it took enough; otherwise it holds nothing
     */
    boolean runRound(int start) {
        sweep(start, FreeIndex.NONE);
        if (start > 0 && missing() > 0) {
            sweep(0, start);
        }
        return isEnough();
    }

    /** The same up to the last place only. */
    boolean run(int start) {
        sweep(start, FreeIndex.NONE);
        return isEnough();
    }

    private boolean isEnough() {
        if (missing() == 0 || (slots.size() >= least && !slots.isEmpty())) {
            return true;
        }
        giveBack(0);
        return false;
    }

    /** What it took, in the order of the ranks. */
    List<Slot> slots() {
        return slots;
    }

    /** Where it took the last slot; it must have taken one. */
    int lastPlace() {
        return places[slots.size() - 1];
    }

    /** Gives back all slots but the first so many. */
    void giveBack(int kept) {
        while (slots.size() > kept) {
            Slot slot = slots.removeLast();
            int place = places[slots.size()];
            ground.open(place).give(slot);
            ground.changed(place);
        }
    }

    private int missing() {
        return request.ranks() - slots.size();
    }

    private void sweep(int from, int to) {
        int place = next(from);
        while (place < to) {
            fill(place);
            place = missing() == 0 ? FreeIndex.NONE : next(place + 1);
        }
    }

    private int next(int from) {
        if (only == null) {
            return ground.next(need, from);
        }
        int place = only.nextSetBit(from);
        return place < 0 ? FreeIndex.NONE : place;
    }

    private void fill(int place) {
        NodeState state = ground.look(place);
        NodeLimit limit = ground.limit(place);
        Slot slot = state.admits(claim, rank.exclusive()) ? picker.pick(state, limit) : null;
        if (slot == null) {
            return;
        }
        int before = slots.size();
        int most = before + (request.ranksPerNode() > 0 ? request.ranksPerNode() : missing());
        state = ground.open(place);
        while (slot != null) {
            state.take(slot, claim);
            add(slot, place);
            slot = slots.size() < most ? picker.pick(state, limit) : null;
        }
        ground.changed(place);
        if (request.ranksPerNode() > 0 && slots.size() < most) {
            giveBack(before);
        }
    }

    private void add(Slot slot, int place) {
        if (slots.size() == places.length) {
            places = Arrays.copyOf(places, 2 * places.length);
        }
        places[slots.size()] = place;
        slots.add(slot);
    }
}
