package io.pergola.select;

import io.pergola.model.Problem;
import io.pergola.model.RunId;
import io.pergola.store.GroupDirectory;
import io.pergola.store.GroupMember;
import io.pergola.store.Groups;
import io.pergola.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the words mean that say what to put into a group, or to take out of it: series and groups as such, the rest as runs. */
public final class GroupItems {

    private final Stores stores;
    private final Selector selector;
    private final GroupContents contents;

    /** {@code selector}: what reads words that name runs. */
    public GroupItems(Stores stores, Selector selector) {
        this.stores = stores;
        this.selector = selector;
        this.contents = new GroupContents(stores);
    }

    /** What the words name; each that names nothing is added to the problems. */
    public Set<GroupMember> existing(List<String> words, List<Problem> problems) {
        var members = new LinkedHashSet<GroupMember>();
        for (String word : words) {
            switch (RunWords.read(word)) {
                case RunWord.Group(String name) -> addGroup(name, members, problems);
                case RunWord.Series series -> addSeries(word, series, members, problems);
                case RunWord.Last() -> addLast(members, problems);
                case RunWord.SeriesBetween(int first, int last) -> addSeries(word, first, last, members, problems);
                default -> selector.select(List.of(word), problems).forEach(id -> members.add(new GroupMember.Run(id)));
            }
        }
        return members;
    }

    private void addGroup(String name, Set<GroupMember> members, List<Problem> problems) {
        Groups groups = main().groups();
        groups.find(name)
                .ifPresentOrElse(
                        group -> members.add(new GroupMember.Group(group.name())),
                        () -> problems.add(
                                RunWordProblems.unknown(name, groups, "'pergola group list' lists all groups")));
    }

    private void addSeries(String word, RunWord.Series series, Set<GroupMember> members, List<Problem> problems) {
        if (Selector.find(stores, series).isPresent()) {
            members.add(new GroupMember.Series(series.label(), series.number()));
        } else {
            selector.select(List.of(word), problems);
        }
    }

    private void addLast(Set<GroupMember> members, List<Problem> problems) {
        selector.last()
                .ifPresentOrElse(
                        series -> members.add(new GroupMember.Series(RunId.MAIN, series.number())),
                        () -> selector.select(List.of("last"), problems));
    }

    private void addSeries(String word, int first, int last, Set<GroupMember> members, List<Problem> problems) {
        int before = members.size();
        for (int number : main().seriesNumbers()) {
            if (number >= first && number <= last && main().series(number).isPresent()) {
                members.add(new GroupMember.Series(RunId.MAIN, number));
            }
        }
        if (members.size() == before) {
            selector.select(List.of(word), problems);
        }
    }

    /**
     * What the words mean for a group from which it is to be taken: also what does not exist any more, if it is a member.
     *
     * @param problems gets an entry for each word that names nothing
     */
    public Set<GroupMember> of(GroupDirectory group, List<String> words, List<Problem> problems) {
        var members = new LinkedHashSet<GroupMember>();
        var others = new ArrayList<String>();
        for (String word : words) {
            switch (RunWords.read(word)) {
                case RunWord.One(RunId id)
                when group.holds(new GroupMember.Run(id)) -> members.add(new GroupMember.Run(id));
                case RunWord.Series(String label, int number)
                when group.holds(new GroupMember.Series(label, number)) ->
                    members.add(new GroupMember.Series(label, number));
                case RunWord.Group(String name)
                when group.holds(new GroupMember.Group(name)) -> members.add(new GroupMember.Group(name));
                default -> others.add(word);
            }
        }
        members.addAll(existing(others, problems));
        return members;
    }

    /** What became of one thing that was to be taken out of a group. */
    public enum Removal {
        /** It is a member no longer. */
        REMOVED,
        /** It is a run that a series or group in the group has, and is excluded from now on. */
        EXCLUDED,
        /** It was not in the group. */
        NOT_THERE,
        /** It is a series or group that is in the group only through another group. */
        NESTED
    }

    /** Takes one thing out of a group. */
    public Removal remove(GroupDirectory group, GroupMember member) {
        boolean removed = group.remove(member);
        if (member instanceof GroupMember.Run(RunId id)
                && contents.runs(group.name()).contains(id)) {
            group.exclude(id);
            return Removal.EXCLUDED;
        }
        if (removed) {
            return Removal.REMOVED;
        }
        return contents.everything(group).stream()
                        .anyMatch(found -> found.member().equals(member))
                ? Removal.NESTED
                : Removal.NOT_THERE;
    }

    private Store main() {
        return stores.store(RunId.MAIN).orElseThrow();
    }
}
