package io.pergola.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Jobs that wait for others to end, and how those ended that have. */
final class Dependencies {

    private record Waiting(Ticket ticket, Set<String> missing) {}

    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private final Map<String, List<String>> dependents = new HashMap<>();
    private final Set<String> well = new HashSet<>();
    private final Set<String> badly = new HashSet<>();

    int size() {
        return waiting.size();
    }

    boolean contains(String id) {
        return waiting.containsKey(id);
    }

    Collection<Ticket> tickets() {
        return waiting.values().stream().map(Waiting::ticket).toList();
    }

    /** Whether such a job has ended. */
    boolean knows(String id) {
        return well.contains(id) || badly.contains(id);
    }

    boolean endedBadly(String id) {
        return badly.contains(id);
    }

    /** A job that may be submitted again has not ended. */
    void forget(String id) {
        well.remove(id);
        badly.remove(id);
    }

    /** Whether all that it depends on has ended well. */
    boolean areMet(Ticket ticket) {
        return ticket.job().dependencies().isEmpty()
                || well.containsAll(ticket.job().dependencies());
    }

    /** Lets it wait for those that have not ended. */
    void add(Ticket ticket) {
        Set<String> missing = new LinkedHashSet<>(ticket.job().dependencies());
        missing.removeAll(well);
        waiting.put(ticket.id(), new Waiting(ticket, missing));
        missing.forEach(
                id -> dependents.computeIfAbsent(id, each -> new ArrayList<>()).add(ticket.id()));
    }

    @Nullable Ticket remove(String id) {
        Waiting removed = waiting.remove(id);
        return removed == null ? null : removed.ticket();
    }

    /** Notes an end, and takes out those that waited for it and nothing else. */
    List<Ticket> endedWell(String id) {
        well.add(id);
        List<String> those = dependents.remove(id);
        if (those == null) {
            return List.of();
        }
        var ready = new ArrayList<Ticket>();
        for (String dependent : those) {
            Waiting each = waiting.get(dependent);
            if (each != null && each.missing().remove(id) && each.missing().isEmpty()) {
                waiting.remove(dependent);
                ready.add(each.ticket());
            }
        }
        return ready;
    }

    /** Notes an end that nobody waited for, and takes out those that did. */
    List<Ticket> endedBadly(Ticket ended) {
        badly.add(ended.id());
        return without(ended.id());
    }

    /** Takes out those that wait for a job. */
    List<Ticket> without(String id) {
        var freed = new ArrayList<Ticket>();
        List<String> those = dependents.remove(id);
        for (String dependent : those == null ? List.<String>of() : those) {
            Ticket ticket = remove(dependent);
            if (ticket != null) {
                freed.add(ticket);
            }
        }
        return freed;
    }

    /** Those of these jobs that wait for each other in a ring, or for one that does: none of them could ever start. */
    Set<String> inRings(Collection<String> ids) {
        Map<String, Integer> left = new LinkedHashMap<>();
        var free = new ArrayDeque<String>();
        for (String id : ids) {
            Waiting each = waiting.get(id);
            if (each != null) {
                int count = (int) each.missing().stream()
                        .filter(other -> waiting.containsKey(other) && ids.contains(other))
                        .count();
                left.put(id, count);
                if (count == 0) {
                    free.add(id);
                }
            }
        }
        while (!free.isEmpty()) {
            String id = free.remove();
            left.remove(id);
            for (String dependent : dependents.getOrDefault(id, List.of())) {
                Integer count = left.computeIfPresent(dependent, (each, before) -> before - 1);
                if (count != null && count == 0) {
                    free.add(dependent);
                }
            }
        }
        return left.keySet();
    }
}
