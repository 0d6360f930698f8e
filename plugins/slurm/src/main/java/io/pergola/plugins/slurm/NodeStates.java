package io.pergola.plugins.slurm;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a node's {@code State=} means: words joined by {@code +}, all of which must be in a list.
 *
 * @param up the node works
 * @param available a job could start now
 */
record NodeStates(Set<String> up, Set<String> available) {

    static final List<String> AVAILABLE = List.of("IDLE", "MAINT", "MAINTENANCE", "PLANNED");
    static final List<String> UP = List.of("ALLOCATED", "COMPLETING", "PLANNED", "MAINTENANCE", "IDLE", "MAINT");
    static final List<String> RESERVED = List.of("RESERVED");

    /** For tests that change nothing. */
    static final NodeStates DEFAULT = new NodeStates(Set.copyOf(UP), Set.copyOf(AVAILABLE));

    /** Copies. */
    NodeStates {
        up = Set.copyOf(up);
        available = Set.copyOf(available);
    }

    /** For a test; a reservation makes reserved nodes count too. */
    static NodeStates of(SlurmOptions options) {
        boolean reserved = options.inSchedule("reservation").isPresent();
        List<String> more = reserved ? or(options.ownList(SlurmOptions.RESERVED_STATES), RESERVED) : List.of();
        return new NodeStates(
                join(or(options.ownList(SlurmOptions.UP_STATES), UP), more),
                join(or(options.ownList(SlurmOptions.AVAIL_STATES), AVAILABLE), more));
    }

    private static List<String> or(List<String> written, List<String> otherwise) {
        return written.isEmpty() ? otherwise : written;
    }

    private static Set<String> join(Collection<String> some, Collection<String> others) {
        var all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    boolean isUp(String state) {
        return up.containsAll(words(state));
    }

    boolean isAvailable(String state) {
        return available.containsAll(words(state));
    }

    /** A reservation holds the node now. */
    static boolean isReserved(String state) {
        return words(state).contains("RESERVED");
    }

    private static List<String> words(String state) {
        return Arrays.stream(state.split("\\+", -1)).map(NodeStates::word).toList();
    }

    /** Without the marks that sinfo(1) puts behind a state: {@code *} not responding, {@code ~} powered off and so on. */
    private static String word(String part) {
        int end = part.length();
        while (end > 0 && "*~#!%$@^-".indexOf(part.charAt(end - 1)) >= 0) {
            end--;
        }
        return part.substring(0, end);
    }
}
