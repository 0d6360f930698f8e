package io.pergola.config;

import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.yaml.YamlFile;
import io.pergola.yaml.YamlNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The suites and layers of a site. Files are read when they are first asked for, each once; make a new library to see changes.
 * Not safe for several threads.
 */
public final class Library {

    private static final NameRule SUITES = NameRule.of("[a-zA-Z0-9_-]+", "letters, digits, _ and -");

    private final Site site;
    private final KeyType.Section table;
    private final LayerFiles layers;
    private final ReferenceFiles references;
    private final Map<String, Suite> read = new HashMap<>();

    /** The library of a site, with the keys that its schedulers add. */
    public Library(Site site, SchedulerOptions options) {
        this(site, options, ParserOptions.none());
    }

    /** The library of a site, with the keys that its schedulers and parsers of results add. */
    public Library(Site site, SchedulerOptions options, ParserOptions parsers) {
        this.site = site;
        this.table = TestKeys.table(options, parsers);
        this.layers = new LayerFiles(site, table);
        this.references = new ReferenceFiles(site, layers);
    }

    /** The site it belongs to. */
    public Site site() {
        return site;
    }

    /** The keys of a test. */
    public KeyType.Section keys() {
        return table;
    }

    /** The names of all suites with the file that counts for each, sorted by name. */
    public SequencedMap<String, Path> suites() {
        var found = new TreeMap<String, Path>();
        for (ConfigDir dir : site.dirs()) {
            for (String name : names(dir)) {
                dir.suiteFiles(name).stream()
                        .filter(Files::isRegularFile)
                        .findFirst()
                        .ifPresent(file -> found.putIfAbsent(name, file));
            }
        }
        return found;
    }

    private static List<String> names(ConfigDir dir) {
        if (dir.shipped()) {
            return FileNames.suites(dir.path().resolve("test-suites"));
        }
        List<String> names = new ArrayList<>(FileNames.yaml(dir.path().resolve("tests")));
        names.addAll(FileNames.yaml(dir.path().resolve("suites")));
        names.addAll(FileNames.suites(dir.path().resolve("suites")));
        return names;
    }

    /** All suites, read and checked, sorted by name; broken ones are among them, with their problems. */
    public List<Suite> catalogue() {
        return suites().keySet().stream().map(this::suite).toList();
    }

    /** The names of all layers of a kind, sorted. */
    public List<String> layers(Layer.Kind kind) {
        return List.copyOf(layers.names(kind));
    }

    /**
     * A suite, perhaps with problems.
     *
     * @throws ConfigException if there is none of that name, or it is not a name
     */
    public Suite suite(String name) {
        @Nullable Suite known = read.get(name);
        if (known != null) {
            return known;
        }
        if (!SUITES.accepts(name)) {
            throw new ConfigException(Problem.error("'" + name + "' cannot be the name of a suite")
                    .help("It must be " + SUITES.meaning()));
        }
        Suite suite = find(name).orElseThrow(() -> missing(name));
        read.put(name, suite);
        return suite;
    }

    /** The suite in a file, which need not be where suites are looked for; of that name, in {@code dir}. Perhaps with problems. */
    public Suite suite(Path file, String name, ConfigDir dir) {
        @Nullable Suite known = read.get(name);
        return known != null && known.file().equals(file) ? known : new SuiteReader(name, dir, table).read(file);
    }

    /** A file as YAML, read once: a layer, or whatever else. */
    public YamlFile file(Path file) {
        return layers.read(file);
    }

    /** The files of references that tests may name. */
    public ReferenceFiles references() {
        return references;
    }

    /** All that is wrong with the mapping of a layer, or of a test; {@code path} stands before the keys in messages. */
    public List<Problem> check(YamlNode node, String path) {
        List<Problem> problems = new ArrayList<>();
        new Validator(table, true, problems).check(node, path);
        return problems;
    }

    /**
     * A suite whose tests have only what fits the table of keys, so that more mistakes can be found in the same go. Tests of which
     * too little is left keep their problems; those that inherit from nothing, or from themselves, are left out.
     */
    public Suite sound(Suite suite) {
        return new SoundParts(table).of(suite);
    }

    private Optional<Suite> find(String name) {
        for (ConfigDir dir : site.dirs()) {
            for (Path file : dir.suiteFiles(name)) {
                if (Files.exists(file)) {
                    return Optional.of(new SuiteReader(name, dir, table).read(file));
                }
            }
        }
        return Optional.empty();
    }

    private ConfigException missing(String name) {
        var known = suites().keySet();
        String near = Suggestions.didYouMean(name, known);
        String all = known.isEmpty()
                ? "No config directory has suites: "
                        + String.join(
                                ", ",
                                site.dirs().stream()
                                        .map(dir -> dir.path().toString())
                                        .toList())
                : "There are: " + String.join(", ", known);
        return new ConfigException(
                Problem.error("there is no suite '" + name + "'").help(near.isEmpty() ? all : near));
    }

    /**
     * A test with its layers over each other, weakest first: OS, host, ancestors, the test, modes, overrides, and at last the
     * site's default results.
     *
     * @throws ConfigException with all problems of the suite, or of the first layer that has any
     */
    public MergedTest merge(Suite suite, String test, LayerChoice choice) {
        return settle(suite, test, settings(suite, test, choice));
    }

    /**
     * What the layers of a test say, merged as {@link #merge} does; what is missing among the variables is not looked at.
     *
     * @throws ConfigException with all problems of the suite, or of the first layer that has any
     */
    public Setting.Group settings(Suite suite, String test, LayerChoice choice) {
        usable(suite);
        Setting.Group group = Setting.Group.EMPTY;
        for (Layer layer : choice.before()) {
            group = over(group, layer, suite);
        }
        group = tests(group, suite, test);
        for (Layer layer : choice.after()) {
            group = Merger.foldCommands(over(group, layer, suite));
        }
        for (String override : choice.overrides()) {
            group = CommandOverride.parse(override).apply(table, group);
        }
        return defaultResults(choice.conditions().addTo(Merger.foldCommands(group)));
    }

    /**
     * The variables of a test whose layers do not go together, or that have no value, each with what is wrong; overrides are not looked at.
     *
     * @throws ConfigException with all problems of the suite, or of the first layer that has any
     */
    public SequencedMap<String, List<Problem>> unsettled(Suite suite, String test, LayerChoice choice) {
        usable(suite);
        Setting.Variables variables = Setting.Variables.NONE;
        for (Layer layer : choice.before()) {
            variables = variables(variables, layer, layers.find(layer, suite));
        }
        for (SuiteTest step : lineage(suite, test)) {
            var layer = new Layer(Layer.Kind.TEST, suite.name() + "." + step.name());
            variables = variables(variables, layer, step.body() == null ? List.of() : List.of(step.body()));
        }
        for (Layer layer : choice.after()) {
            variables = variables(variables, layer, layers.find(layer, suite));
        }
        var unsettled = new LinkedHashMap<String, List<Problem>>();
        VariableSettler.settle(variables, unsettled);
        return unsettled;
    }

    private static Setting.Variables variables(Setting.Variables base, Layer layer, List<YamlNode.Mapping> mappings) {
        Setting.Variables variables = base;
        for (YamlNode.Mapping mapping : mappings) {
            if (mapping.find("variables").orElse(null) instanceof YamlNode.Mapping over) {
                variables = new VariableMerger(layer).merge(variables, over);
            }
        }
        return variables;
    }

    /**
     * What a test and its ancestors say, without any other layer.
     *
     * @throws ConfigException with all problems of the suite, or of the first of these tests that has any
     */
    public Setting.Group settings(Suite suite, String test) {
        usable(suite);
        return tests(Setting.Group.EMPTY, suite, test);
    }

    private static void usable(Suite suite) {
        if (!suite.problems().isEmpty()) {
            throw new ConfigException(suite.problems());
        }
    }

    private Setting.Group tests(Setting.Group base, Suite suite, String test) {
        Setting.Group group = base;
        for (SuiteTest step : lineage(suite, test)) {
            if (!step.problems().isEmpty()) {
                throw new ConfigException(step.problems());
            }
            YamlNode.@Nullable Mapping body = step.body();
            if (body != null) {
                var layer = new Layer(Layer.Kind.TEST, suite.name() + "." + step.name());
                group = new Merger(layer).merge(table, group, body);
            }
            group = Merger.foldCommands(group);
        }
        return group;
    }

    private Setting.Group over(Setting.Group base, Layer layer, Suite suite) {
        Setting.Group group = base;
        for (YamlNode.Mapping mapping : layers.find(layer, suite)) {
            group = new Merger(layer).merge(table, group, mapping);
        }
        return group;
    }

    /** The test and its ancestors, the oldest first; empty if there is no such test. The suite must have no problems. */
    public static List<SuiteTest> lineage(Suite suite, String test) {
        var lineage = new ArrayList<SuiteTest>();
        @Nullable SuiteTest at = suite.tests().get(test);
        while (at != null) {
            lineage.addFirst(at);
            at = at.parent()
                    .flatMap(YamlNode.Scalar::value)
                    .map(parent -> suite.tests().get(parent))
                    .orElse(null);
        }
        return lineage;
    }

    private Setting.Group defaultResults(Setting.Group group) {
        var results = new LinkedHashMap<>(group.group("result_evaluate").entries());
        site.settings().defaultResults().forEach((name, text) -> {
            String constant = "\"" + text.value().orElse("") + "\"";
            results.putIfAbsent(name, Setting.Text.of(constant, text.origin()));
        });
        return results.isEmpty() ? group : group.with("result_evaluate", new Setting.Group(results));
    }

    private MergedTest settle(Suite suite, String test, Setting.Group group) {
        var unsettled = new LinkedHashMap<String, List<Problem>>();
        var settled = group.entries().get("variables") instanceof Setting.Variables variables
                ? VariableSettler.settle(variables, unsettled)
                : new LinkedHashMap<String, List<VariableSetting.Item>>();
        return new MergedTest(suite, test, group, settled, unsettled, references);
    }
}
