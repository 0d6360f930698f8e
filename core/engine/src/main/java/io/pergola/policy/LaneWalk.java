package io.pergola.policy;

import io.pergola.spi.policy.Lane;
import io.pergola.spi.policy.PendingJob;
import java.util.Comparator;
import java.util.Iterator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Goes through the first jobs of all lanes in an order. The next one of a lane joins in when the walk is told so. */
final class LaneWalk {

    /** A lane as far as the walk has gone in it. */
    private record Position(PendingJob job, Iterator<PendingJob> rest) {

        static @Nullable Position next(Iterator<PendingJob> rest) {
            return rest.hasNext() ? new Position(rest.next(), rest) : null;
        }
    }

    private final PriorityQueue<Position> waiting;
    private final Comparator<PendingJob> order;
    /** Lanes that come in the order of the walk and were not looked at yet. */
    private final Iterator<Lane> inOrder;

    private @Nullable Position nextInOrder;
    private @Nullable Position current;

    /**
     * @param lanes in the order of the queue
     * @param order as one of {@link Orders}
     */
    LaneWalk(Iterable<Lane> lanes, Comparator<PendingJob> order) {
        this.order = order;
        this.waiting = new PriorityQueue<>((one, other) -> order.compare(one.job(), other.job()));
        this.inOrder = lanes.iterator();
        if (order != Orders.QUEUE) {
            while (inOrder.hasNext()) {
                join(Position.next(inOrder.next().iterator()));
            }
        }
        advance();
    }

    private void join(@Nullable Position position) {
        if (position != null) {
            waiting.add(position);
        }
    }

    private void advance() {
        nextInOrder = inOrder.hasNext() ? Position.next(inOrder.next().iterator()) : null;
    }

    /** The next job, or null. */
    @Nullable PendingJob next() {
        Position ready = waiting.peek();
        Position fresh = nextInOrder;
        if (fresh != null && (ready == null || order.compare(fresh.job(), ready.job()) < 0)) {
            current = fresh;
            advance();
        } else {
            current = waiting.poll();
        }
        return current == null ? null : current.job();
    }

    /** The one behind the job that was given last joins in. */
    void goOnInLane() {
        if (current != null) {
            join(Position.next(current.rest()));
        }
    }
}
