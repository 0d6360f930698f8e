package io.pergola.lint;

import io.pergola.config.Layer;
import io.pergola.config.Library;
import io.pergola.config.Setting;
import io.pergola.config.Suggestions;
import io.pergola.config.Suite;
import io.pergola.config.SuiteTest;
import io.pergola.config.VariableSetting;
import io.pergola.model.Problem;
import io.pergola.resolve.TestChecks;
import io.pergola.yaml.YamlNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at the tests of one suite that could be read. */
final class SuiteLint {

    private final Suite suite;
    /** The suite without what is wrong with it. */
    private final Suite rest;

    private final Library library;
    private final TestChecks checks;
    private final Findings findings;

    /** A test with what it and its ancestors say; {@code whole} if none of that has an error. */
    private record Sound(SuiteTest test, Setting.Group settings, Set<String> used, boolean whole) {

        Map<String, VariableSetting> variables() {
            return settings.find("variables").orElse(null) instanceof Setting.Variables variables
                    ? variables.byName()
                    : Map.of();
        }
    }

    SuiteLint(Suite suite, Library library, TestChecks checks, Findings findings) {
        this.suite = suite;
        this.rest = library.sound(suite);
        this.library = library;
        this.checks = checks;
        this.findings = findings;
    }

    void check(Texts texts, LayerFacts layers) {
        Map<String, Sound> sound = sound(texts);
        for (Sound each : sound.values()) {
            if (!each.test().hidden()) {
                if (each.whole()) {
                    new ConditionLint(texts, layers, findings).check(each.settings(), name(each));
                    permutations(each, layers);
                    merge(each, layers);
                }
                resolve(each, layers);
            }
        }
        if (suite.problems().isEmpty()) {
            sound.values().removeIf(each -> !each.whole());
            unused(sound, layers);
        }
    }

    private String name(Sound test) {
        return suite.name() + "." + test.test().name();
    }

    private Map<String, Sound> sound(Texts texts) {
        Set<String> broken = new HashSet<>();
        for (SuiteTest test : suite.tests().values()) {
            YamlNode.@Nullable Mapping body = test.body();
            // The texts of a broken test too, so that all of its mistakes are told at once.
            boolean readable = body == null || texts.check(library.keys(), body, suite.name() + "." + test.name());
            if (!readable || !test.problems().isEmpty()) {
                broken.add(test.name());
            }
        }
        var sound = new LinkedHashMap<String, Sound>();
        for (SuiteTest test : rest.tests().values()) {
            List<SuiteTest> lineage = Library.lineage(rest, test.name());
            if (lineage.stream().allMatch(step -> step.problems().isEmpty())) {
                boolean whole = lineage.stream().noneMatch(step -> broken.contains(step.name()));
                Setting.Group settings = library.settings(rest, test.name());
                sound.put(test.name(), new Sound(test, settings, used(settings, texts), whole));
            }
        }
        return sound;
    }

    /** What a test uses, directly or through its variables. */
    private static Set<String> used(Setting.Group settings, Texts texts) {
        Set<String> open = new LinkedHashSet<>(texts.used(settings));
        Set<String> used = new HashSet<>();
        while (!open.isEmpty()) {
            String name = open.iterator().next();
            open.remove(name);
            if (used.add(name)
                    && settings.find("variables").orElse(null) instanceof Setting.Variables variables
                    && variables.byName().containsKey(name)) {
                VariableTexts.of(variables.byName().get(name)).forEach(text -> open.addAll(texts.own(text)));
            }
        }
        return used;
    }

    private void permutations(Sound test, LayerFacts layers) {
        if (readsOutside(test.settings())) {
            return;
        }
        for (Setting.Text text : test.settings().list("permute_on")) {
            String name = text.value().orElse("").strip().replaceFirst("^var\\.", "");
            boolean idle = test.variables().containsKey(name)
                    && !test.used().contains(name)
                    && !layers.mentioned().contains(name);
            if (idle) {
                Problem problem = Problem.warning(name(test) + ".permute_on: nothing uses '" + name
                                + "', so its permutations all do the same")
                        .help("Use {{" + name
                                + "}}, or in the subtitle if the test shall be repeated; 'run --repeat' repeats, too");
                findings.add(Rule.UNUSED_PERMUTATION, text.mark(problem, 0));
            }
        }
    }

    /** Templates are files in which any variable may be used. */
    private static boolean readsOutside(Setting.Group settings) {
        return settings.group("build").find("templates").isPresent()
                || settings.group("run").find("templates").isPresent();
    }

    private void unused(Map<String, Sound> sound, LayerFacts layers) {
        Map<String, Set<String>> users = new HashMap<>();
        for (SuiteTest test : suite.tests().values()) {
            for (SuiteTest step : Library.lineage(suite, test.name())) {
                Set<String> names = users.computeIfAbsent(step.name(), key -> new HashSet<>());
                @Nullable Sound user = sound.get(test.name());
                if (user == null || readsOutside(user.settings())) {
                    names.add("*");
                } else {
                    names.addAll(user.used());
                    user.settings()
                            .list("permute_on")
                            .forEach(text ->
                                    names.add(text.value().orElse("").strip().replaceFirst("^var\\.", "")));
                }
            }
        }
        sound.values()
                .forEach(test -> unused(test, users.getOrDefault(test.test().name(), Set.of("*")), layers));
    }

    private void unused(Sound test, Set<String> used, LayerFacts layers) {
        YamlNode.@Nullable Mapping body = test.test().body();
        if (used.contains("*")
                || body == null
                || !(body.find("variables").orElse(null) instanceof YamlNode.Mapping variables)) {
            return;
        }
        for (YamlNode.Entry entry : variables.entries()) {
            String name = Texts.plain(entry.name());
            if (!used.contains(name) && !layers.mentioned().contains(name)) {
                findings.add(
                        Rule.UNUSED_VARIABLE,
                        entry.key()
                                .span()
                                .mark(Problem.warning(name(test) + ".variables: nothing uses '" + name + "'")
                                        .help("Take it out, or use {{" + name + "}}")));
            }
        }
    }

    /** Lays each layer of any host, mode or system that sets its variables round the test, one at a time. */
    private void merge(Sound test, LayerFacts layers) {
        for (Layer layer : layers.setting(test.variables().keySet())) {
            checks.conflicts(rest, test.test().name(), layer)
                    .forEach(problem -> findings.addOnce(Rule.RESOLUTION, problem, name(test) + " with " + layer));
        }
    }

    private void resolve(Sound test, LayerFacts layers) {
        scheduler(test);
        if (open(test, layers) || elsewhere(test, layers)) {
            return;
        }
        checks.problems(rest, test.test().name())
                .forEach(problem -> findings.addOnce(Rule.RESOLUTION, problem, name(test)));
    }

    /** True if a variable waits for a value from outside; told unless some layer has one. */
    private boolean open(Sound test, LayerFacts layers) {
        boolean open = false;
        for (var variable : test.variables().entrySet()) {
            if (VariableTexts.open(variable.getValue())) {
                open = true;
                if (!layers.defines(variable.getKey())) {
                    open(test, variable.getKey(), variable.getValue());
                }
            }
        }
        return open;
    }

    private void open(Sound test, String name, VariableSetting variable) {
        Problem problem = Problem.warning(
                        name(test) + ": the variable '" + name + "' has no value, and no layer gives it one")
                .help("Set it in the test, in a host file or mode, or with -c variables." + name + "=...");
        findings.add(
                Rule.OPEN_VARIABLE,
                variable.span() == null ? problem : variable.span().mark(problem));
    }

    /** True if the test uses a variable that only layers of other machines have. */
    private boolean elsewhere(Sound test, LayerFacts layers) {
        return test.used().stream()
                .anyMatch(name -> layers.defines(name) && !test.variables().containsKey(name) && !checks.knows(name));
    }

    private void scheduler(Sound test) {
        Setting.@Nullable Text text = test.settings().text("scheduler").orElse(null);
        String name = text == null ? "raw" : text.value().orElse("raw");
        if (text != null && !checks.hasScheduler(name) && text.origin().layer().kind() == Layer.Kind.TEST) {
            String near = Suggestions.didYouMean(name, checks.schedulers());
            String all = "There are: " + String.join(", ", checks.schedulers());
            findings.add(
                    Rule.UNKNOWN_HERE,
                    text.mark(
                            Problem.warning(name(test) + ".scheduler: there is no scheduler '" + name + "' here")
                                    .help(near.isEmpty() ? all : near),
                            0));
        }
    }
}
