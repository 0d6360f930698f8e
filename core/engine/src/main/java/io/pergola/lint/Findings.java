package io.pergola.lint;

import io.pergola.model.Place;
import io.pergola.model.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gathers findings, each once. */
final class Findings {

    private static final Comparator<Finding> BY_PLACE = Comparator.comparing(
                    (Finding finding) -> place(finding).source())
            .thenComparingInt(finding -> place(finding).line())
            .thenComparingInt(finding -> place(finding).column())
            .thenComparing(finding -> finding.problem().what());

    private final List<Found> found = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private final Set<Place> malformed = new HashSet<>();

    /** {@code key}: what makes it the same as another. */
    private record Found(String key, Finding finding) {}

    Findings() {}

    /** None yet, and none that are among these. */
    Findings(Findings others) {
        known.addAll(others.known);
        malformed.addAll(others.malformed);
    }

    /** Adds what others found that is not known. */
    void take(Findings others) {
        malformed.addAll(others.malformed);
        others.found.stream().filter(each -> known.add(each.key())).forEach(found::add);
    }

    private static Place place(Finding finding) {
        return finding.problem().place().orElse(new Place("<nowhere>", 1, 1));
    }

    void add(Rule rule, Problem problem) {
        if (known.add(problem.toString())) {
            found.add(new Found(problem.toString(), new Finding(rule, problem)));
            if (rule == Rule.EXPRESSION) {
                problem.place().ifPresent(malformed::add);
            }
        }
    }

    /** What several tests may run into at the same place is told of the first, and not at all of what is known to be malformed. */
    void addOnce(Rule rule, Problem problem, String test) {
        boolean told = problem.place().filter(malformed::contains).isPresent();
        if (!told && known.add(problem.toString())) {
            boolean named =
                    problem.what().startsWith(test + ".") || problem.what().startsWith(test + ":");
            found.add(new Found(problem.toString(), new Finding(rule, named ? problem : problem.in(test))));
        }
    }

    void addAll(Rule rule, Collection<Problem> problems) {
        problems.forEach(problem -> add(rule, problem));
    }

    List<Finding> sorted() {
        return found.stream().map(Found::finding).sorted(BY_PLACE).toList();
    }
}
