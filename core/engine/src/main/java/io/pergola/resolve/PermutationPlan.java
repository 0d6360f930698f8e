package io.pergola.resolve;

import io.pergola.config.Setting;
import io.pergola.config.Suggestions;
import io.pergola.expr.Variable;
import io.pergola.model.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a test is permuted over, in the order of the loops, the outermost first. Variables that depend on other permuted ones come
 * after them, those that refer to themselves after all of these, those of the scheduler at last; otherwise they are sorted by set and name.
 *
 * @param early the variables known before the scheduler is asked
 * @param late those of the scheduler
 * @param varying the test's variables that differ between permutations
 */
record PermutationPlan(List<Axis> early, List<Axis> late, Set<String> varying) {

    /** All of them, sorted by set and name. */
    List<Axis> sorted() {
        List<Axis> all = new ArrayList<>(early);
        all.addAll(late);
        all.sort(Axis.BY_NAME);
        return all;
    }

    /** Makes the plan of a test. */
    static final class Maker {

        private final CompiledTest test;
        private final Map<String, SequencedMap<String, Variable>> sets;
        private final List<Problem> problems = new ArrayList<>();

        Maker(CompiledTest test, Map<String, SequencedMap<String, Variable>> sets) {
            this.test = test;
            this.sets = sets;
        }

        List<Problem> problems() {
            return problems;
        }

        PermutationPlan make() {
            Set<Axis> axes = new LinkedHashSet<>();
            for (Setting.Text text : test.permuteOn()) {
                @Nullable Axis axis = axis(text);
                if (axis != null) {
                    axes.add(axis);
                }
            }
            var dependencies = new Dependencies(test.variables(), this::elsewhere);
            List<Axis> early = new ArrayList<>();
            Set<String> own = new TreeSet<>();
            axes.stream().filter(axis -> axis.set().equals("var")).forEach(axis -> own.add(axis.name()));
            axes.stream()
                    .filter(axis -> Set.of("sys", "pav").contains(axis.set()))
                    .forEach(early::add);
            early.sort(Axis.BY_NAME);
            rounds(own, dependencies).forEach(name -> early.add(new Axis("var", name)));
            List<Axis> late = axes.stream()
                    .filter(axis -> axis.set().equals("sched"))
                    .sorted(Axis.BY_NAME)
                    .toList();
            return new PermutationPlan(early, late, dependencies.varying(own));
        }

        private static List<String> rounds(Set<String> permuted, Dependencies dependencies) {
            List<String> ordered = new ArrayList<>();
            Set<String> rest = new TreeSet<>(permuted);
            while (!rest.isEmpty()) {
                List<String> ready = rest.stream()
                        .filter(name -> dependencies.of(name).stream()
                                .noneMatch(used -> permuted.contains(used) && !ordered.contains(used)))
                        .toList();
                List<String> next = ready.isEmpty() ? List.copyOf(rest) : ready;
                ordered.addAll(next);
                next.forEach(rest::remove);
            }
            return ordered;
        }

        private boolean elsewhere(String name) {
            return sets.values().stream().anyMatch(set -> set.containsKey(name));
        }

        private @Nullable Axis axis(Setting.Text written) {
            String text = written.value().orElse("").strip();
            List<String> parts = List.of(text.split("\\.", -1));
            boolean qualified = Bindings.ORDER.contains(parts.getFirst()) && parts.size() > 1;
            String name = qualified ? parts.get(1) : parts.getFirst();
            if (parts.size() > (qualified ? 2 : 1)) {
                return refuse(written, "'" + text + "' cannot be permuted over", rest(parts));
            }
            String set = qualified ? parts.getFirst() : setOf(name);
            if (set.equals("sched")) {
                return new Axis(set, name);
            }
            if (set.equals("var") && test.variables().containsKey(name)) {
                return new Axis(set, name);
            }
            @Nullable SequencedMap<String, Variable> values = sets.get(set);
            @Nullable Variable variable = values == null ? null : values.get(name);
            return switch (variable) {
                case null -> refuse(written, "there is no variable '" + text + "'", nearest(name));
                case Variable.Deferred() ->
                    refuse(
                            written,
                            "'" + text + "' is deferred: it has no value before the job runs",
                            "Permute over variables that are known when the test is started");
                case Variable.Known known -> new Axis(set, name);
            };
        }

        private static String rest(List<String> parts) {
            return Bindings.ORDER.contains(parts.getFirst())
                    ? "Name the whole variable, without an index or sub-value"
                    : "Name a whole variable, as NAME or SET.NAME; the sets are " + String.join(", ", Bindings.ORDER);
        }

        private String setOf(String name) {
            if (test.variables().containsKey(name)) {
                return "var";
            }
            return sets.entrySet().stream()
                    .filter(entry -> entry.getValue().containsKey(name))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .findFirst()
                    .orElse("var");
        }

        private String nearest(String name) {
            Set<String> known = new HashSet<>(test.variables().keySet());
            sets.values().forEach(set -> known.addAll(set.keySet()));
            String near = Suggestions.didYouMean(name, known);
            return near.isEmpty() ? "Variables of the scheduler need their set, as in sched.chunk_ids" : near;
        }

        private @Nullable Axis refuse(Setting.Text written, String what, String help) {
            problems.add(written.mark(Problem.error("permute_on: " + what).help(help), 0));
            return null;
        }
    }
}
