package io.pergola.select;

import io.pergola.model.RunId;
import io.pergola.store.GroupDirectory;
import io.pergola.store.GroupMember;
import io.pergola.store.Groups;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is in groups. Groups may hold each other in a ring: in a group is what has a way into it on which no group excludes it. Every
 * question reads the groups anew.
 */
public final class GroupContents {

    private final Stores stores;

    /** Of groups of the main working directory, with members of all. */
    public GroupContents(Stores stores) {
        this.stores = stores;
    }

    /**
     * Something in a group.
     *
     * @param through the series or nested group that holds it; empty if it is a member itself
     */
    public record Found(GroupMember member, String through) {}

    static Groups groups(Stores stores) {
        return stores.store(RunId.MAIN).orElseThrow().groups();
    }

    /** What one group says by itself. */
    private record Own(SortedSet<RunId> runs, SortedSet<RunId> ofSeries, List<String> groups, Set<RunId> excluded) {}

    /** All runs in a group, directly or not; some may have been removed. Empty if there is no such group. */
    public SortedSet<RunId> runs(String name) {
        Map<String, Own> own = reachable(name);
        Map<String, SortedSet<RunId>> runs = new LinkedHashMap<>();
        own.keySet().forEach(each -> runs.put(each, new TreeSet<>()));
        // A group only ever gains runs from others, so this ends.
        for (boolean changed = true; changed; ) {
            changed = false;
            for (var entry : own.entrySet()) {
                changed |= gather(entry.getValue(), runs, of(entry.getKey(), runs));
            }
        }
        return groups(stores).find(name).map(group -> of(group.name(), runs)).orElseGet(TreeSet::new);
    }

    private static SortedSet<RunId> of(String name, Map<String, SortedSet<RunId>> runs) {
        return runs.getOrDefault(name, new TreeSet<>());
    }

    private static boolean gather(Own own, Map<String, SortedSet<RunId>> runs, Set<RunId> into) {
        int before = into.size();
        into.addAll(own.ofSeries());
        for (String nested : own.groups()) {
            into.addAll(List.copyOf(of(nested, runs)));
        }
        into.removeAll(own.excluded());
        into.addAll(own.runs());
        return into.size() != before;
    }

    private Map<String, Own> reachable(String name) {
        Groups groups = groups(stores);
        Map<String, Own> found = new LinkedHashMap<>();
        var open = new ArrayDeque<>(List.of(name));
        while (!open.isEmpty()) {
            groups.find(open.remove())
                    .filter(group -> !found.containsKey(group.name()))
                    .ifPresent(group -> {
                        Own own = read(groups, group);
                        found.put(group.name(), own);
                        open.addAll(own.groups());
                    });
        }
        return found;
    }

    private Own read(Groups groups, GroupDirectory group) {
        var own = new Own(new TreeSet<>(), new TreeSet<>(), new ArrayList<>(), group.excluded());
        for (GroupMember member : group.members()) {
            switch (member) {
                case GroupMember.Run(RunId id) -> own.runs().add(id);
                case GroupMember.Series series -> own.ofSeries().addAll(runs(series));
                case GroupMember.Group(String nested) ->
                    groups.find(nested).ifPresent(real -> own.groups().add(real.name()));
            }
        }
        return own;
    }

    /** The runs of a series; none if it is gone. */
    List<RunId> runs(GroupMember.Series series) {
        return Selector.find(stores, new RunWord.Series(series.label(), series.number()))
                .map(found -> Selector.runs(series.label(), found))
                .orElse(List.of());
    }

    /** The members of a group themselves: runs by their ids, then series, then groups. */
    public List<GroupMember> members(GroupDirectory group) {
        return group.members().stream().sorted(GroupContents::compare).toList();
    }

    /** All that is in a group: its members, then what these hold, each once; no run that is excluded. */
    public List<Found> everything(GroupDirectory group) {
        Groups groups = groups(stores);
        Map<GroupMember, String> found = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        var open = new ArrayDeque<>(List.of(group));
        while (!open.isEmpty()) {
            GroupDirectory next = open.remove();
            if (seen.add(next.name())) {
                String through = next == group ? "" : next.name();
                for (GroupMember member : members(next)) {
                    found.putIfAbsent(member, through);
                    if (member instanceof GroupMember.Series series) {
                        runs(series).forEach(id -> found.putIfAbsent(new GroupMember.Run(id), series.word()));
                    } else if (member instanceof GroupMember.Group(String nested)) {
                        groups.find(nested).ifPresent(open::add);
                    }
                }
            }
        }
        SortedSet<RunId> runs = runs(group.name());
        return found.entrySet().stream()
                .filter(entry -> !(entry.getKey() instanceof GroupMember.Run(RunId id)) || runs.contains(id))
                .map(entry -> new Found(entry.getKey(), entry.getValue()))
                .sorted((a, b) -> compare(a.member(), b.member()))
                .toList();
    }

    private static int compare(GroupMember a, GroupMember b) {
        if (a instanceof GroupMember.Run(RunId one) && b instanceof GroupMember.Run(RunId other)) {
            return one.compareTo(other);
        }
        if (a instanceof GroupMember.Series(String label, int number)
                && b instanceof GroupMember.Series(String otherLabel, int otherNumber)) {
            int order = label.compareTo(otherLabel);
            return order == 0 ? Integer.compare(number, otherNumber) : order;
        }
        int order = Integer.compare(rank(a), rank(b));
        return order == 0 ? a.word().compareTo(b.word()) : order;
    }

    private static int rank(GroupMember member) {
        return switch (member) {
            case GroupMember.Run _ -> 0;
            case GroupMember.Series _ -> 1;
            case GroupMember.Group _ -> 2;
        };
    }
}
