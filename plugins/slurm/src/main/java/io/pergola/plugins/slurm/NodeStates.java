package io.pergola.plugins.slurm;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** What a node's {@code State=} means: words joined by {@code +}, all of which must be in a list. */
final class NodeStates {

    /** A job could start now. */
    static final List<String> AVAILABLE = List.of("IDLE", "MAINT", "MAINTENANCE", "PLANNED");

    /** The node works. */
    static final List<String> UP = List.of("ALLOCATED", "COMPLETING", "PLANNED", "MAINTENANCE", "IDLE", "MAINT");

    /** Counted besides these where a reservation is asked for. */
    static final List<String> RESERVED = List.of("RESERVED");

    private NodeStates() {}

    static boolean isUp(String state) {
        return allIn(state, UP);
    }

    static boolean isAvailable(String state) {
        return allIn(state, AVAILABLE);
    }

    private static boolean allIn(String state, Collection<String> words) {
        return Arrays.stream(state.split("\\+", -1)).map(NodeStates::word).allMatch(words::contains);
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
