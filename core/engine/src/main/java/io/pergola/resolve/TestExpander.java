package io.pergola.resolve;

import io.pergola.config.Origin;
import io.pergola.config.Setting;
import io.pergola.config.Suggestions;
import io.pergola.expr.Item;
import io.pergola.expr.Variable;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the permutations of one test: variables, then the scheduler's, then everything else. */
final class TestExpander {

    /** Of a test that is refused, so many permutations are searched for whatever else is wrong. */
    private static final int SEARCHED = 64;

    private final CompiledTest test;
    private Setup setup;
    private final @Nullable Pattern wanted;
    private final Expansion expansion;
    private final Bindings base;
    private final PermutationPlan.Maker maker;
    private final PermutationPlan plan;
    private final PermutationResolver resolver;
    private final List<Problem> unset;
    private long made;
    private boolean over;
    private int most = Integer.MAX_VALUE;

    /** {@code wanted} matches the subtitles that are asked for; null for all. */
    TestExpander(
            CompiledTest test,
            Setup common,
            TestIdentity identity,
            @Nullable Pattern wanted,
            Consumer<Expansion.Entry> user) {
        var use = new SiteUse(test, common);
        this.test = test;
        this.setup = use.settle();
        this.unset = use.problems();
        this.wanted = wanted;
        this.expansion = new Expansion(test.name(), user);
        this.base = Bindings.of(setup.sets(), test.variables(), setup.functions());
        this.maker = new PermutationPlan.Maker(test, setup.sets());
        this.plan = maker.make();
        this.resolver = new PermutationResolver(test, setup, identity, subtitle());
    }

    /** Nothing is handed out; of more permutations than this only the first of each variable's items is looked at. */
    TestExpander searching(int permutations) {
        most = permutations;
        resolver.searching();
        return this;
    }

    /** The subtitle as given, or made of the permuted variables. */
    private CompiledText subtitle() {
        if (test.subtitle() != null) {
            return test.subtitle();
        }
        String made = plan.sorted().stream().map(this::part).collect(Collectors.joining("-"));
        return CompiledText.parse("subtitle", Setting.Text.of(made, Origin.DEFAULT), false);
    }

    private String part(Axis axis) {
        boolean own = axis.set().equals("var");
        return hasParts(axis) ? "_" + axis.name() + "_" : "{{" + (own ? axis.name() : axis.qualified()) + "}}";
    }

    private boolean hasParts(Axis axis) {
        if (axis.set().equals("var")) {
            @Nullable CompiledVariable own = test.variables().get(axis.name());
            return own != null && own.hasParts();
        }
        @Nullable SequencedMap<String, Variable> set = setup.sets().get(axis.set());
        return set != null
                && set.get(axis.name()) instanceof Variable.Known(List<Item> items)
                && items.stream().anyMatch(Item.Parts.class::isInstance);
    }

    Expansion expand() {
        refuse(test.problems());
        if (!setup.facts().known(scheduler())) {
            refuse(List.of(noScheduler()));
            setup = setup.anyScheduler();
        }
        if (!unset.isEmpty()) {
            expansion.refuse(unset);
            return expansion;
        }
        refuse(maker.problems());
        List<Integer> sizes = plan.early().stream().map(this::size).toList();
        if (fits(Combinations.count(sizes), plan.early())) {
            Combinations.forEach(few(sizes), this::early);
        }
        expansion.warn(resolver.warnings());
        return expansion;
    }

    /** The whole test fails if there are any; the rest of it is searched for more all the same. */
    private void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            expansion.refuse(problems);
            most = Math.min(most, SEARCHED);
        }
    }

    private Problem noScheduler() {
        String near = Suggestions.didYouMean(scheduler(), setup.facts().names());
        String all = "There are: " + String.join(", ", setup.facts().names());
        Problem problem = Problem.error("scheduler: there is no scheduler '" + scheduler() + "' here")
                .help(near.isEmpty() ? all : near);
        return test.locate("scheduler", problem);
    }

    private String scheduler() {
        return test.tree().entries().get("scheduler") instanceof CompiledNode.Fixed(Value.Text(String name))
                ? name
                : "raw";
    }

    private int size(Axis axis) {
        if (axis.set().equals("var")) {
            @Nullable CompiledVariable variable = test.variables().get(axis.name());
            return variable == null ? 0 : variable.items().size();
        }
        @Nullable SequencedMap<String, Variable> set = setup.sets().get(axis.set());
        return set != null && set.get(axis.name()) instanceof Variable.Known(List<Item> items) ? items.size() : 0;
    }

    private List<Integer> few(List<Integer> sizes) {
        return Combinations.count(sizes) <= most
                ? sizes
                : sizes.stream().map(size -> Math.min(size, 1)).toList();
    }

    private boolean fits(long count, List<Axis> axes) {
        if (count <= setup.maxTests()) {
            return true;
        }
        String names = axes.stream().map(Axis::qualified).collect(Collectors.joining(", "));
        expansion.fail(List.of(test.locate(
                "permute_on",
                Problem.error("permute_on: " + count(count) + " permutations over " + names + ", more than the "
                                + setup.maxTests() + " tests that one command may ask for")
                        .help("Permute over fewer variables or give them fewer items, or raise max_tests in"
                                + " pergola.yaml"))));
        return false;
    }

    private static String count(long count) {
        return count == Long.MAX_VALUE ? "more than " + count : String.valueOf(count);
    }

    private void early(int[] at) {
        if (over) {
            return;
        }
        var chosen = new LinkedHashMap<String, CompiledVariable>();
        Bindings bindings = base;
        for (int i = 0; i < at.length; i++) {
            Axis axis = plan.early().get(i);
            @Nullable CompiledVariable own = test.variables().get(axis.name());
            if (axis.set().equals("var") && own != null) {
                chosen.put(axis.name(), own.only(at[i]));
            }
        }
        bindings = bindings.with(chosen, plan.varying());
        for (int i = 0; i < at.length; i++) {
            Axis axis = plan.early().get(i);
            if (!axis.set().equals("var")) {
                bindings = bindings.with(axis.set(), only(bindings.set(axis.set()), axis.name(), at[i]));
            }
        }
        schedule(bindings);
    }

    private static SequencedMap<String, Variable> only(SequencedMap<String, Variable> set, String name, int index) {
        var copy = new LinkedHashMap<>(set);
        if (copy.get(name) instanceof Variable.Known(List<Item> items)) {
            copy.put(name, new Variable.Known(List.of(items.get(index))));
        }
        return copy;
    }

    private void schedule(Bindings bindings) {
        var tree = new TreeResolver(bindings);
        @Nullable CompiledNode node = test.tree().entries().get("schedule");
        Value value = node == null ? Value.NULL : tree.resolve(node);
        if (!tree.problems().isEmpty()) {
            fail(bindings, tree.problems());
            return;
        }
        if (!(value instanceof Value.Entries entries)) {
            return;
        }
        Scheduled answer = setup.answers().of(test, setup, scheduler(), entries);
        if (!answer.problems().isEmpty()) {
            fail(bindings, answer.problems());
            return;
        }
        late(bindings, answer);
    }

    /** Without the scheduler's word the rest is searched as if all of that waited. */
    private void fail(Bindings bindings, List<Problem> reasons) {
        List<Problem> all = new ArrayList<>(reasons);
        var nothing = new Value.Entries(new LinkedHashMap<>());
        var unknown = new LinkedHashMap<String, Variable>();
        setup.answers()
                .of(test, setup, scheduler(), nothing)
                .variables()
                .keySet()
                .forEach(name -> unknown.put(name, new Variable.Deferred()));
        all.addAll(resolver.problems(bindings.with("sched", unknown).lenient()));
        expansion.fail(all, () -> resolver.describe(bindings, plan.early()));
    }

    private void late(Bindings bindings, Scheduled answer) {
        List<Integer> sizes = new ArrayList<>();
        for (Axis axis : plan.late()) {
            if (!(answer.variables().get(axis.name()) instanceof Variable.Known(List<Item> items))) {
                boolean waits = answer.variables().containsKey(axis.name());
                String why =
                        waits ? "is deferred: it has no value before the job runs" : "is no variable of the scheduler";
                Problem problem = Problem.error("permute_on: '" + axis.qualified() + "' " + why);
                expansion.fail(List.of(test.locate("permute_on", problem)));
                return;
            }
            sizes.add(items.size());
        }
        made += Math.min(Combinations.count(sizes), Long.MAX_VALUE - made);
        over = !fits(made, plan.sorted());
        if (over) {
            return;
        }
        Combinations.forEach(few(sizes), at -> {
            SequencedMap<String, Variable> set = answer.variables();
            for (int i = 0; i < at.length; i++) {
                set = only(set, plan.late().get(i).name(), at[i]);
            }
            finish(bindings.with("sched", set), answer);
        });
    }

    private void finish(Bindings bindings, Scheduled answer) {
        var attempt = resolver.resolve(bindings, answer, plan.sorted(), wanted);
        switch (attempt) {
            case PermutationResolver.Attempt.PassedOver(String subtitle) -> expansion.passOver(subtitle);
            case PermutationResolver.Attempt.Failed(List<Problem> problems) ->
                expansion.fail(problems, () -> resolver.describe(bindings, plan.sorted()));
            case PermutationResolver.Attempt.Sound _ -> {}
            case PermutationResolver.Attempt.Done(Expansion.Entry entry) -> expansion.add(entry);
        }
    }
}
