package io.pergola.pilot;

import io.pergola.spi.slots.Placement;
import java.util.List;
import java.util.Optional;

/** Where the cores come from that the kernel hands out. */
interface Supply {

    /** These join. */
    void offered(List<Integer> cores);

    /** So many are wanted elsewhere. */
    void withdrawn(int count);

    /** Why a task can never run here, though the ledger would have it; a clause. */
    Optional<String> misfit(Task task);

    /** That is in use now. */
    void occupied(Placement placement);

    /** That is not in use any more. */
    void released(Placement placement);

    /** Before anything is started: gives back what is wanted elsewhere. */
    void giveBack(List<Action> actions);

    /** After what can start has: gives back what nothing will use, and asks for what the next task lacks. */
    void settle(boolean draining, List<Action> actions);

    /** How many cores there are now. */
    int held();

    /** How many of them nobody uses. */
    int idle();
}
