package io.pergola.resolve;

import io.pergola.model.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private final String test;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Count> problems = new LinkedHashMap<>();
    private final List<String> passedOver = new ArrayList<>();
    private int failed;

    Expansion(String test) {
        this.test = test;
    }

    void add(Entry entry) {
        entries.add(entry);
    }

    /** A permutation that the request does not ask for. */
    void passOver(String subtitle) {
        passedOver.add(subtitle);
    }

    /** Something that keeps the whole test, or with a name one of its permutations, from being resolved. */
    void fail(List<Problem> reasons, @Nullable String permutation) {
        failed++;
        for (Problem reason : reasons) {
            Count known = problems.get(reason.toString());
            if (known == null) {
                problems.put(reason.toString(), new Count(reason, permutation));
            } else {
                known.times++;
            }
        }
    }

    List<Entry> entries() {
        return entries;
    }

    List<String> passedOver() {
        return passedOver;
    }

    int failed() {
        return failed;
    }

    /** The problems as they were found, without the names of test and permutation. */
    List<Problem> reasons() {
        return problems.values().stream().map(count -> count.problem).toList();
    }

    List<Problem> problems() {
        return problems.values().stream().map(this::shown).toList();
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
