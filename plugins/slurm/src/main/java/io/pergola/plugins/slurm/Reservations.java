package io.pergola.plugins.slurm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The lines of {@code scontrol show reservations -o}. */
final class Reservations {

    static final List<String> COMMAND = List.of("scontrol", "-a", "show", "reservations", "-o");

    private static final Fields FIELDS = new Fields(Set.of("ReservationName", "Nodes", "State"));

    /**
     * One.
     *
     * @param active it holds its nodes now
     */
    private record Reservation(String name, Set<String> nodes, boolean active) {}

    private final List<Reservation> all = new ArrayList<>();

    private Reservations() {}

    static Reservations read(String text) {
        var reservations = new Reservations();
        text.lines().filter(line -> line.startsWith("ReservationName=")).forEach(line -> {
            Map<String, String> fields = FIELDS.of(line);
            reservations.all.add(new Reservation(
                    fields.getOrDefault("ReservationName", ""),
                    Set.copyOf(PrintedNodes.names(Queue.text(fields.getOrDefault("Nodes", "")))),
                    fields.getOrDefault("State", "").equals("ACTIVE")));
        });
        return reservations;
    }

    /** By node, those that begin later included. */
    Map<String, Set<String>> byNode() {
        var byNode = new HashMap<String, Set<String>>();
        for (Reservation reservation : all) {
            for (String node : reservation.nodes()) {
                byNode.computeIfAbsent(node, key -> new HashSet<>()).add(reservation.name());
            }
        }
        return byNode;
    }

    /** The names of those that hold any of these nodes now. */
    List<String> activeOn(Collection<String> nodes) {
        return all.stream()
                .filter(Reservation::active)
                .filter(reservation -> nodes.stream().anyMatch(reservation.nodes()::contains))
                .map(Reservation::name)
                .toList();
    }
}
