package io.pergola.resolve;

import io.pergola.model.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What became of the permutations of one test, in their order. */
final class Expansion {

    /** One permutation that came through. */
    sealed interface Entry {

        /** It runs. */
        record Runs(ResolvedTest test) implements Entry {}

        /** Its conditions keep it from running. */
        record Skips(SkippedTest test) implements Entry {}
    }

    /** One problem, and how many permutations run into it. */
    private static final class Count {
        private final Problem problem;
        private final @Nullable String first;
        private int times = 1;

        Count(Problem problem, @Nullable String first) {
            this.problem = problem;
            this.first = first;
        }
    }

    private static final int NAMED = 20;

    /** So many different problems of one test are shown. */
    private static final int KEPT = 50;

    private final String test;
    private final Consumer<Entry> user;
    private final Map<String, Count> problems = new LinkedHashMap<>();
    private final Set<String> passedOver = new LinkedHashSet<>();
    private int failed;
    private int unsaid;
    private boolean refused;

    /** {@code user} gets each entry as soon as it is known. */
    Expansion(String test, Consumer<Entry> user) {
        this.test = test;
        this.user = user;
    }

    void add(Entry entry) {
        if (!refused) {
            user.accept(entry);
        }
    }

    /** A permutation that the request does not ask for; the first few are remembered. */
    void passOver(String subtitle) {
        if (passedOver.size() < NAMED && !subtitle.isEmpty()) {
            passedOver.add(subtitle);
        }
    }

    /** Something that keeps one permutation from being resolved; of very many, different problems not all are kept. */
    void fail(List<Problem> reasons, Supplier<@Nullable String> permutation) {
        failed += refused ? 0 : 1;
        for (Problem reason : reasons) {
            Count known = problems.get(reason.toString());
            if (known != null) {
                known.times += refused ? 0 : 1;
            } else if (problems.size() < KEPT) {
                problems.put(reason.toString(), new Count(reason, refused ? null : permutation.get()));
            } else {
                unsaid++;
            }
        }
    }

    /** Something that keeps the whole test from being resolved: one failure, whatever else is wrong with its permutations. */
    void refuse(List<Problem> reasons) {
        fail(reasons);
        refused = true;
    }

    /** Something that keeps the permutations of the test from being made. */
    void fail(List<Problem> reasons) {
        failed += refused ? 0 : 1;
        reasons.forEach(reason -> problems.putIfAbsent(reason.toString(), new Count(reason, null)));
    }

    /** Something that keeps no permutation from being resolved. */
    void warn(List<Problem> reasons) {
        reasons.forEach(reason -> problems.putIfAbsent(reason.toString(), new Count(reason, null)));
    }

    List<String> passedOver() {
        return List.copyOf(passedOver);
    }

    int failed() {
        return failed;
    }

    /** The problems as they were found, without the names of test and permutation. */
    List<Problem> reasons() {
        return problems.values().stream().map(count -> count.problem).toList();
    }

    List<Problem> problems() {
        List<Problem> shown = new ArrayList<>();
        problems.values().forEach(count -> shown.add(shown(count)));
        if (unsaid > 0) {
            shown.add(Problem.error(test + ": " + unsaid + " more problems of other permutations")
                    .help("Mend these first"));
        }
        return shown;
    }

    private Problem shown(Count count) {
        @Nullable String first = count.first;
        String context = first == null ? test : test + " with " + first;
        String more = count.times == 1 ? "" : " (and " + (count.times - 1) + " more permutations like it)";
        String name = context + more;
        return alreadyNamed(count.problem) ? count.problem : count.problem.in(name);
    }

    private boolean alreadyNamed(Problem problem) {
        return problem.what().startsWith(test + ".") || problem.what().startsWith(test + ":");
    }
}
