package io.pergola.config;

import io.pergola.model.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** Which sets wait for which; finds names that there are not, and rings. */
final class SetDependencies {

    /** A matrix that depends on another has very many. */
    private static final int MOST = 1_000_000;

    private final SequencedMap<String, List<String>> families;
    private final boolean ordered;
    private final List<Problem> problems;
    private final SequencedMap<String, DraftSet> sets = new LinkedHashMap<>();
    private final Map<String, Set<String>> parents = new HashMap<>();

    /** @param families the sets as they are written, with the names of those that each makes */
    SetDependencies(SequencedMap<String, List<String>> families, boolean ordered, List<Problem> problems) {
        this.families = families;
        this.ordered = ordered;
        this.problems = problems;
    }

    /** All sets with the others on which each depends; what is wrong is among the problems then. */
    List<SeriesFile.TestSet> join(List<DraftSet> drafts) {
        drafts.forEach(this::add);
        Set<Object> told = new HashSet<>();
        long all = 0;
        for (DraftSet draft : drafts) {
            Set<String> its = new LinkedHashSet<>();
            for (DraftSet.On on : draft.dependsOn()) {
                resolve(draft, on, told).ifPresent(its::addAll);
            }
            all += its.size();
            if (all > MOST) {
                problems.add(draft.key()
                        .span()
                        .mark(Problem.error("the sets depend on each other in more than " + MOST + " ways")
                                .help("Depend on single sets: depends_on: ['NAME({{matrix.NAME}})']")));
                return List.of();
            }
            parents.put(draft.name(), its);
        }
        rings();
        return drafts.stream().map(this::joined).toList();
    }

    private void add(DraftSet draft) {
        if (sets.putIfAbsent(draft.name(), draft) != null) {
            problems.add(draft.key()
                    .span()
                    .mark(Problem.error("two sets are called '" + draft.name() + "'")
                            .help("A set with a matrix makes sets of that name; give one of them another name")));
        }
    }

    private SeriesFile.TestSet joined(DraftSet draft) {
        return draft.set().dependingOn(List.copyOf(parents.getOrDefault(draft.name(), Set.of())));
    }

    /** A place is told once, however many sets its matrix makes. */
    private Optional<List<String>> resolve(DraftSet draft, DraftSet.On on, Set<Object> told) {
        List<String> family = families.get(on.name());
        if (family != null) {
            return Optional.of(family);
        }
        if (sets.containsKey(on.name())) {
            return Optional.of(List.of(on.name()));
        }
        if (told.add(on.at().span())) {
            String near = Suggestions.didYouMean(on.name(), families.keySet());
            problems.add(on.at()
                    .span()
                    .mark(Problem.error(draft.path() + ".depends_on: there is no set '" + on.name() + "'")
                            .help(near.isEmpty() ? known(on.name()) : near)));
        }
        return Optional.empty();
    }

    private String known(String name) {
        int open = name.indexOf('(');
        List<String> made = open < 0 ? List.of() : families.getOrDefault(name.substring(0, open), List.of());
        if (open >= 0 && !name.endsWith(")")) {
            return "In a list on one line, a name with a comma needs quotes: ['apps(gcc,2)']";
        }
        return "There are: " + first(made.isEmpty() ? families.keySet() : made);
    }

    private static String first(Collection<String> names) {
        int most = 20;
        String more = names.size() > most ? " and " + (names.size() - most) + " more" : "";
        return String.join(", ", names.stream().limit(most).toList()) + more;
    }

    /** Each ring is told once, at the set of it that stands first. With {@code ordered}, a set waits for the one before it, too. */
    private void rings() {
        var ways = new LinkedHashMap<String, Collection<String>>();
        String before = "";
        for (String set : sets.keySet()) {
            var its = new LinkedHashSet<>(parents.getOrDefault(set, Set.of()));
            if (ordered && !before.isEmpty()) {
                its.add(before);
            }
            ways.put(set, its);
            before = set;
        }
        var done = new HashSet<String>();
        Set<Object> told = new HashSet<>();
        for (String set : ways.keySet()) {
            List<String> ring = ring(set, ways, done);
            if (!ring.isEmpty()) {
                tell(ring, told);
            }
        }
    }

    /** The first ring that is met from here on, its first set at both ends. What was looked at is done. */
    private static List<String> ring(String from, Map<String, Collection<String>> parents, Set<String> done) {
        var way = new ArrayList<String>();
        var open = new ArrayList<List<String>>();
        open.add(List.of(from));
        while (!open.isEmpty()) {
            List<String> level = open.removeLast();
            if (level.isEmpty()) {
                if (!way.isEmpty()) {
                    done.add(way.removeLast());
                }
                continue;
            }
            String at = level.getFirst();
            open.add(level.subList(1, level.size()));
            if (way.contains(at)) {
                var ring = new ArrayList<>(way.subList(way.indexOf(at), way.size()));
                ring.add(at);
                done.addAll(way);
                return ring;
            }
            if (!done.contains(at) && parents.containsKey(at)) {
                way.add(at);
                open.add(List.copyOf(parents.getOrDefault(at, List.of())));
            }
        }
        return List.of();
    }

    private void tell(List<String> ring, Set<Object> told) {
        DraftSet first = sets.get(ring.getFirst());
        if (first != null && told.add(first.key().span())) {
            problems.add(first.key()
                    .span()
                    .mark(Problem.error("sets wait for each other in a ring: " + String.join(" -> ", ring))
                            .help(
                                    ordered
                                            ? "Take one depends_on out; with 'ordered', each set also waits for the one"
                                                    + " before it"
                                            : "Take one depends_on out")));
        }
    }
}
