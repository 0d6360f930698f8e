package io.pergola.explain;

import io.pergola.config.Key;
import io.pergola.config.KeyType;
import io.pergola.config.LayerChoice;
import io.pergola.config.Library;
import io.pergola.config.ReferenceFiles;
import io.pergola.config.Setting;
import io.pergola.config.Suggestions;
import io.pergola.config.Suite;
import io.pergola.config.SuiteTest;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.resolve.Resolution;
import io.pergola.resolve.ResolvedTest;
import io.pergola.resolve.Resolver;
import io.pergola.resolve.RunRequest;
import io.pergola.resolve.SkippedTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells where the values of a test come from. Reads the suite anew for each question. */
public final class Explainer {

    private final Resolver resolver;

    /** For the suites and layers of a resolver. */
    public Explainer(Resolver resolver) {
        this.resolver = resolver;
    }

    /**
     * Explains one test: the first permutation that the request matches. A test that cannot be resolved is explained as far as it goes.
     *
     * @param request with one test: {@code SUITE.TEST[.PERMUTATION]}, or {@code SUITE} if it has one test only
     * @param key a key, or the path of a list's item or a section; null for all that somebody set
     * @throws ConfigException if there is no such test or key, or the suite or a layer is broken
     */
    public Explanation explain(RunRequest request, @Nullable String key) {
        Library library = resolver.library();
        String[] words = request.tests().getFirst().strip().split("\\.", 3);
        Suite suite = library.suite(words[0]);
        if (!suite.problems().isEmpty()) {
            throw new ConfigException(suite.problems());
        }
        SuiteTest test = test(suite, words.length > 1 ? words[1] : null);
        LayerChoice choice = resolver.choice(request);
        Setting.Group settings = library.settings(suite, test.name(), choice);
        String name = suite.name() + "." + test.name();
        Resolution resolution = resolver.resolve(named(request, words.length > 2 ? name + "." + words[2] : name));
        List<ResolvedTest> tests = Stream.concat(
                        resolution.tests().stream(),
                        resolution.skipped().stream().map(SkippedTest::test))
                .toList();
        if (tests.isEmpty() && words.length > 2) {
            throw new ConfigException(resolution.problems());
        }
        Optional<ResolvedTest> first = tests.stream().findFirst();
        Setting.Group known =
                first.map(each -> withFile(library, suite, settings, each)).orElse(settings);
        List<Explained> all = walk(known, first).all(library.keys(), known);
        return new Explanation(
                first.map(ResolvedTest::name).orElse(name),
                first.map(ResolvedTest::permutation).orElse(new LinkedHashMap<>()),
                tests.stream().skip(1).map(ResolvedTest::name).toList(),
                key == null ? all : select(all, key, library.keys()),
                resolution.problems());
    }

    /** With the references of the file that the test names. */
    private static Setting.Group withFile(Library library, Suite suite, Setting.Group settings, ResolvedTest test) {
        if (!(test.config().values().get("reference_file") instanceof Value.Text(String name)) || name.isBlank()) {
            return settings;
        }
        ReferenceFiles files = library.references();
        return files.find(suite, name.strip())
                .map(file -> files.read(file).of(test.name()))
                .map(group -> settings.with(
                        "result_reference", settings.group("result_reference").over(group)))
                .orElse(settings);
    }

    private SettingWalk walk(Setting.Group settings, Optional<ResolvedTest> test) {
        var variables = settings.find("variables").orElse(null) instanceof Setting.Variables set
                ? set
                : new Setting.Variables(new LinkedHashMap<>());
        VariableSets scope = test.map(each -> VariableSets.saved(each.variables()))
                .orElseGet(() -> Draft.of(variables, VariableSets.of(resolver.sets()), resolver.functions()));
        return new SettingWalk(new Values(scope, resolver.functions(), variables));
    }

    private static RunRequest named(RunRequest request, String test) {
        return new RunRequest(
                List.of(test), List.of(), request.os(), request.host(), request.modes(), request.overrides(), 1);
    }

    private static SuiteTest test(Suite suite, @Nullable String name) {
        if (name != null) {
            return Optional.ofNullable(suite.tests().get(name)).orElseThrow(() -> missing(suite, name));
        }
        List<SuiteTest> visible =
                suite.tests().values().stream().filter(test -> !test.hidden()).toList();
        if (visible.size() != 1) {
            throw new ConfigException(Problem.error("one test is explained at a time, and the suite '" + suite.name()
                            + "' has " + visible.size())
                    .help("Name one: " + names(suite)));
        }
        return visible.getFirst();
    }

    private static ConfigException missing(Suite suite, String name) {
        String near = Suggestions.didYouMean(name, suite.tests().keySet());
        return new ConfigException(Problem.error("the suite '" + suite.name() + "' has no test '" + name + "'")
                .help(near.isEmpty() ? "There are: " + names(suite) : near));
    }

    private static String names(Suite suite) {
        return String.join(
                ", ",
                suite.tests().keySet().stream()
                        .map(test -> suite.name() + "." + test)
                        .toList());
    }

    private static List<Explained> select(List<Explained> all, String key, KeyType.Section table) {
        List<Explained> chosen = new ArrayList<>();
        all.forEach(each -> choose(each, key, chosen));
        if (!chosen.isEmpty()) {
            return chosen;
        }
        Key known = find(table, List.of(key.split("\\.", -1)));
        if (known != null) {
            return SettingWalk.defaults(known, key);
        }
        List<String> names = new ArrayList<>(all.stream().map(Explained::key).toList());
        table.keys().forEach(each -> names(each, each.name(), names));
        String variable = "variables." + key;
        String near =
                names.contains(variable) ? "Did you mean '" + variable + "'?" : Suggestions.didYouMean(key, names);
        throw new ConfigException(Problem.error("the test has no key '" + key + "'")
                .help(near.isEmpty() ? "Without a key, all that somebody set is shown" : near));
    }

    private static void choose(Explained value, String key, List<Explained> chosen) {
        if (value.key().equals(key) || value.key().startsWith(key + ".")) {
            chosen.add(value);
        } else if (key.startsWith(value.key() + ".")) {
            value.items().forEach(item -> choose(item, key, chosen));
        }
    }

    private static @Nullable Key find(KeyType.Section table, List<String> path) {
        Key key = table.find(path.getFirst()).orElse(null);
        if (key == null || path.size() == 1) {
            return key;
        }
        return key.type() instanceof KeyType.Section section ? find(section, path.subList(1, path.size())) : null;
    }

    private static void names(Key key, String path, List<String> names) {
        names.add(path);
        if (key.type() instanceof KeyType.Section section) {
            section.keys().forEach(each -> names(each, path + "." + each.name(), names));
        }
    }
}
