package io.pergola.resolve;

import io.pergola.config.Umask;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.results.ProblemSink;
import io.pergola.results.ResultPlan;
import io.pergola.results.ResultSections;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Resolves everything of a test for one permutation after another. Keeps what is the same for many. */
final class PermutationResolver {

    /** What became of one permutation. */
    sealed interface Attempt {

        /** Nobody asked for it. */
        record PassedOver(String subtitle) implements Attempt {}

        /** It cannot be resolved. */
        record Failed(List<Problem> problems) implements Attempt {}

        /** Nothing is wrong with it, and nothing more was asked. */
        record Sound() implements Attempt {}

        /** It runs, or is skipped. */
        record Done(Expansion.Entry entry) implements Attempt {}
    }

    private static final List<String> RESULTS = List.of("result_parse", "result_evaluate", "result_reference");

    private final CompiledTest test;
    private final Setup setup;
    private final TestIdentity identity;
    private final CompiledText subtitle;
    private final Value permuteOn;
    private final FileReferences references;
    private final Conditions conditions = new Conditions();
    private final IdentityHashMap<Object, Value.Entries> sets = new IdentityHashMap<>();
    private final IdentityHashMap<Object, Value.Entries> shortSets = new IdentityHashMap<>();
    private final IdentityHashMap<Object, List<Value>> waiting = new IdentityHashMap<>();
    private final Map<String, Optional<String>> objections = new HashMap<>();
    private List<Value> checked = List.of();
    private List<Problem> wrong = List.of();
    private boolean searching;

    PermutationResolver(CompiledTest test, Setup setup, TestIdentity identity, CompiledText subtitle) {
        this.test = test;
        this.setup = setup;
        this.identity = identity;
        this.subtitle = subtitle;
        this.references = new FileReferences(test);
        this.permuteOn = Value.ofTexts(
                test.permuteOn().stream().map(text -> text.value().orElse("")).toList());
    }

    /** From now on permutations are only searched for what is wrong. */
    void searching() {
        searching = true;
    }

    /** The values of the permuted variables for people; null if there are none. */
    @Nullable String describe(Bindings bindings, List<Axis> axes) {
        if (axes.isEmpty()) {
            return null;
        }
        List<String> parts = new ArrayList<>();
        for (Axis axis : axes) {
            parts.add(axis.name() + "=" + shown(value(bindings, axis)));
        }
        return String.join(", ", parts);
    }

    private static String shown(Value value) {
        return switch (value) {
            case Value.Text(String text) -> text;
            case Value.Entries(var parts) ->
                "{"
                        + String.join(
                                ", ",
                                parts.values().stream()
                                        .map(PermutationResolver::shown)
                                        .toList()) + "}";
            default -> "?";
        };
    }

    private static Value value(Bindings bindings, Axis axis) {
        try {
            List<Value> items = axis.set().equals("var")
                    ? bindings.items(axis.name())
                    : VariableValues.set(bindings.set(axis.set())).values().get(axis.name())
                                    instanceof Value.Items(List<Value> values)
                            ? values
                            : List.of();
            return items.isEmpty() ? Value.NULL : items.getFirst();
        } catch (ResolveFailure e) {
            return Value.NULL;
        }
    }

    Attempt resolve(Bindings bindings, Scheduled scheduled, List<Axis> axes, @Nullable Pattern wanted) {
        var tree = new TreeResolver(bindings);
        String title = tree.single(subtitle) instanceof Value.Text(String text) ? text : "";
        if (wanted != null
                && tree.problems().isEmpty()
                && !wanted.matcher(title).matches()) {
            return new Attempt.PassedOver(title);
        }
        Value.Entries variables = tree.variables(test.variables().keySet());
        Value.Entries config = config(tree, title, variables, scheduled);
        var permutation = permutation(bindings, axes, tree);
        if (!tree.problems().isEmpty()) {
            return new Attempt.Failed(problems(tree, config));
        }
        return searching
                ? search(config)
                : finish(config, saved(bindings, variables, config), permutation, title, scheduled);
    }

    /** All that is wrong with a permutation but for its schedule. */
    List<Problem> problems(Bindings bindings) {
        var tree = new TreeResolver(bindings);
        var config = new LinkedHashMap<String, Value>();
        tree.single(subtitle);
        tree.variables(test.variables().keySet());
        test.tree().entries().forEach((name, node) -> {
            if (!name.equals("schedule")) {
                config.put(name, tree.resolve(node));
            }
        });
        return problems(tree, new Value.Entries(config));
    }

    /** What failed, and what is wrong with the rest. */
    private List<Problem> problems(TreeResolver tree, Value.Entries config) {
        List<Problem> problems = new ArrayList<>(tree.problems());
        problems.addAll(ResolvedTest.Sections.problems(config, test::locate));
        problems.addAll(results(config));
        problems.addAll(general(config));
        return problems;
    }

    private SequencedMap<String, Value> permutation(Bindings bindings, List<Axis> axes, TreeResolver tree) {
        var permutation = new LinkedHashMap<String, Value>();
        for (Axis axis : axes) {
            Value value = value(bindings, axis);
            if (Deferral.anyWaits(value)) {
                tree.fail(test.locate(
                        "permute_on",
                        Problem.error(
                                "permute_on: '" + axis.name() + "' is deferred: it has no value before the job runs")));
            }
            permutation.put(axis.qualified(), value);
        }
        return permutation;
    }

    private Value.Entries config(TreeResolver tree, String title, Value.Entries variables, Scheduled scheduled) {
        var config = new LinkedHashMap<String, Value>();
        config.put("subtitle", Value.of(title));
        config.put("permute_on", permuteOn);
        config.put("variables", variables);
        test.tree()
                .entries()
                .forEach((name, node) ->
                        config.put(name, name.equals("schedule") ? scheduled.value() : tree.resolve(node)));
        if (config.get(FileReferences.KEY) instanceof Value.Text file) {
            Value own = config.getOrDefault("result_reference", Value.NULL);
            String run = identity.subtitle(title).name();
            config.put("result_reference", references.lay(own, file, run, tree::fail));
        }
        return new Value.Entries(config);
    }

    /** What is odd with the permutations so far. */
    List<Problem> warnings() {
        return references.warnings();
    }

    private Attempt search(Value.Entries config) {
        List<Problem> problems = new ArrayList<>(ResolvedTest.Sections.problems(config, test::locate));
        problems.addAll(results(config));
        problems.addAll(general(config));
        if (problems.isEmpty()) {
            try {
                conditions.skip(config);
            } catch (ResolveFailure e) {
                problems.add(e.problem());
            }
        }
        return problems.isEmpty() ? new Attempt.Sound() : new Attempt.Failed(problems);
    }

    private Attempt finish(
            Value.Entries config,
            Value.Entries variables,
            SequencedMap<String, Value> permutation,
            String title,
            Scheduled scheduled) {
        List<Problem> problems = new ArrayList<>(results(config));
        problems.addAll(general(config));
        try {
            var sections = ResolvedTest.Sections.of(config, scheduled::section, test::locate);
            if (!problems.isEmpty()) {
                return new Attempt.Failed(problems);
            }
            var resolved = ResolvedTest.of(identity.subtitle(title), config, variables, permutation, sections);
            Optional<String> reason = conditions.skip(config);
            return new Attempt.Done(
                    reason.<Expansion.Entry>map(why -> new Expansion.Entry.Skips(new SkippedTest(resolved, why)))
                            .orElse(new Expansion.Entry.Runs(resolved)));
        } catch (ConfigException e) {
            problems.addAll(0, e.problems());
            return new Attempt.Failed(problems);
        } catch (ResolveFailure e) {
            return new Attempt.Failed(List.of(e.problem()));
        }
    }

    /** Most permutations have the same sections, which are checked once then. */
    private List<Problem> results(Value.Entries config) {
        List<Value> sections = RESULTS.stream()
                .map(name -> config.values().getOrDefault(name, Value.NULL))
                .toList();
        if (!sections.equals(checked)) {
            List<Problem> problems = new ArrayList<>();
            ProblemSink sink = (path, problem) -> {
                if (problem.isError()) {
                    problems.add(references.locate(path, problem));
                }
            };
            ResultPlan.check(ResultSections.of(config), Deferral::waits, sink, setup.parsers());
            checked = sections;
            wrong = problems;
        }
        return wrong;
    }

    /** What is wrong with single keys at the top. */
    private List<Problem> general(Value.Entries config) {
        List<Problem> problems = new ArrayList<>();
        String versions = text(config, "compatible_pav_versions");
        if (!versions.isEmpty()) {
            VersionCheck.problem(versions, setup.version())
                    .ifPresent(what -> problems.add(wrong("compatible_pav_versions", what)));
        }
        String umask = text(config, "umask");
        if (!umask.isEmpty() && Umask.parse(umask.strip()).isEmpty()) {
            problems.add(wrong("umask", Umask.EXPECTED + ", but this is '" + umask + "'"));
        }
        String group = text(config, "group");
        if (!group.isEmpty()) {
            objections
                    .computeIfAbsent(group, GroupCheck::objection)
                    .ifPresent(what -> problems.add(wrong("group", what)));
        }
        return problems;
    }

    /** The text of a key at the top; empty if it has none yet. */
    private static String text(Value.Entries config, String key) {
        return config.values().get(key) instanceof Value.Text(String text) && !Deferral.waits(text) ? text : "";
    }

    private Problem wrong(String key, String what) {
        return test.locate(key, Problem.error(key + ": " + what));
    }

    /** The sets as they are saved. */
    private Value.Entries saved(Bindings bindings, Value.Entries own, Value.Entries config) {
        boolean waits = Deferral.anyWaits(config);
        var saved = new LinkedHashMap<String, Value>();
        var var = new LinkedHashMap<String, Value>();
        List<Value> deferred = new ArrayList<>();
        for (String name : List.of("sys", "pav", "sched")) {
            var set = bindings.set(name);
            saved.put(
                    name,
                    waits
                            ? sets.computeIfAbsent(set, key -> VariableValues.set(set))
                            : shortSets.computeIfAbsent(set, key -> VariableValues.withoutNodes(set)));
            deferred.addAll(waiting.computeIfAbsent(set, key -> VariableValues.waiting(name, set)));
        }
        deferred.addAll(VariableValues.waiting(own, var));
        saved.put("var", new Value.Entries(var));
        saved.put("__deferred", new Value.Items(deferred));
        return new Value.Entries(saved);
    }
}
