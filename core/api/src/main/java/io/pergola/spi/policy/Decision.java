package io.pergola.spi.policy;

import io.pergola.spi.slots.Placement;
import java.util.List;

/**
 * What a policy wants. Each is checked when its turn comes: one that cannot be is rejected with a reason and the others are carried
 * out. All {@link Kill}s come first, whatever their place in the list.
 */
public sealed interface Decision {

    /** The id of the job that it is about. */
    String job();

    /** Start a pending job on these slots, one for each rank, such as a {@link Plan} gave. */
    record Start(String job, Placement placement) implements Decision {}

    /**
     * Start a pending job on these nodes, wherever there is room on them.
     *
     * @param nodes names of nodes
     */
    record StartOn(String job, List<String> nodes) implements Decision {
        /** Copies. */
        public StartOn {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * Give a running job these nodes in place of those that it has.
     *
     * @param nodes names of nodes, all that it shall have
     */
    record Resize(String job, List<String> nodes) implements Decision {
        /** Copies. */
        public Resize {
            nodes = List.copyOf(nodes);
        }
    }

    /** End a running job, or take a pending one out of the queue. */
    record Kill(String job) implements Decision {}

    /** Tell a pending job something when it starts; replaces what it was to be told under that name. */
    record SetArgument(String job, String name, String value) implements Decision {}

    /**
     * Take a pending job out of the queue until somebody lets it in again.
     *
     * @param reason one sentence for its owner
     */
    record Hold(String job, String reason) implements Decision {}

    /**
     * Keep this for a pending job. Nothing is occupied by it: it only comes back in the next snapshot, and tells users when their
     * job will start. What is not decided anew is forgotten.
     */
    record Reserve(Reservation reservation) implements Decision {
        @Override
        public String job() {
            return reservation.job();
        }
    }
}
