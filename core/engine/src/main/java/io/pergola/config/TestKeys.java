package io.pergola.config;

import io.pergola.spi.OptionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The keys of a test: of an entry of a suite, and of a layer file. */
public final class TestKeys {

    /** What tests may be called. */
    public static final NameRule NAMES =
            NameRule.of("[a-zA-Z0-9_][a-zA-Z0-9_-]*", "letters, digits, _ and -, not starting with -");

    private static final NameRule IDENTIFIER =
            NameRule.of("[a-zA-Z_][a-zA-Z0-9_]*", "letters, digits and _, not starting with a digit");
    private static final NameRule ENVIRONMENT =
            NameRule.of("[a-zA-Z_][a-zA-Z0-9_]*", "letters, digits and _, not starting with a digit");
    private static final NameRule MODULE = NameRule.of(
            "[a-zA-Z0-9_*?\\[\\].+-]+(/[a-zA-Z0-9_*?\\[\\].+/-]+)?",
            "the name of a module, perhaps with /VERSION; both may be globs");

    private TestKeys() {}

    /** The table, with what schedulers add. */
    public static KeyType.Section table(SchedulerOptions options) {
        return table(options, ParserOptions.none());
    }

    /** The table, with what schedulers and parsers of plugins add. */
    public static KeyType.Section table(SchedulerOptions options, ParserOptions parsers) {
        List<Key> keys = new ArrayList<>(general());
        keys.addAll(sections(options, parsers));
        return new KeyType.Section(keys);
    }

    private static List<Key> general() {
        return List.of(
                Key.text("inherits_from", "the test of this suite whose settings this one starts from"),
                Key.text("subtitle", "third part of the name, to tell permutations apart"),
                Key.text("summary", "one line that says what the test is for"),
                Key.text("doc", "as many lines as it takes"),
                Key.section(
                        "maintainer",
                        "whom to ask",
                        List.of(
                                Key.text("name", "unknown", "who keeps the test"),
                                Key.text("email", "how to reach them"))),
                Key.text("group", "group that the files of its runs belong to, in place of the site's")
                        .now(),
                Key.text(
                                "umask",
                                "octal digits; what others may not do with the files of its runs, in place of the site's")
                        .now(),
                Key.list("permute_on", "variables; one run for each combination of their values"),
                Key.text("shebang", "#!/usr/bin/bash", "first line of the scripts; must be a bash"),
                new Key(
                        "variables",
                        new KeyType.Variables(),
                        List.of(),
                        "values for {{...}}: texts, lists, mappings or lists of mappings",
                        false),
                new Key(
                        "scheduler",
                        new KeyType.Word(
                                Pattern.compile("\\w+"), "a name of letters, digits and _, without expressions"),
                        List.of("raw"),
                        "who starts the job",
                        true),
                Key.text("chunk", "any", "index of the chunk of nodes to run on, or any")
                        .knows("any")
                        .now());
    }

    private static List<Key> sections(SchedulerOptions options, ParserOptions parsers) {
        return List.of(
                condition("only_if", "run only if every one of these texts matches one of its expressions"),
                condition("not_if", "do not run if any of these texts matches one of its expressions"),
                Key.text("compatible_pav_versions", "versions of the harness the test goes with: X, X.Y, X.Y.Z or A-B"),
                Key.text("test_version", "0.0", "version of the test itself, copied to its results"),
                spack(),
                BuildAndRunKeys.build().now(),
                BuildAndRunKeys.run(),
                ScheduleKeys.schedule(name -> pluginSection(name, options.options(name)))
                        .now(),
                ParserKeys.resultParse(parsers),
                Key.free(
                        "result_evaluate",
                        new KeyType.Text(),
                        IDENTIFIER,
                        "results computed from others; the one called result decides PASS or FAIL"),
                ParserKeys.resultReference(),
                ParserKeys.referenceFile(),
                Key.free(
                        "module_wrappers",
                        new KeyType.Section(List.of(Key.list("modules", "loaded instead"), environment())),
                        MODULE,
                        "what loading a module means here; NAME or NAME/VERSION, globs"));
    }

    private static Key condition(String name, String doc) {
        return Key.free(name, new KeyType.Texts(), NameRule.ANY, doc).now();
    }

    private static Key spack() {
        var upstream = new KeyType.Section(List.of(Key.text("install_tree", "where it keeps its packages")));
        return Key.section(
                "spack",
                "how spack installs",
                List.of(
                        Key.text("build_jobs", "4", "make jobs of an installation"),
                        Key.free("mirrors", new KeyType.Text(), NameRule.ANY, "mirrors by name"),
                        Key.list("repos", "package repositories"),
                        Key.free("upstreams", upstream, NameRule.ANY, "other spack installations by name")));
    }

    static Key environment() {
        var type = new KeyType.Free(new KeyType.Text(), ENVIRONMENT, true);
        return new Key("env", type, List.of(), "environment variables, exported in order; null unsets one", false);
    }

    private static Optional<Key> pluginSection(String scheduler, List<OptionKey> options) {
        if (options.isEmpty()) {
            return Optional.empty();
        }
        List<Key> keys = options.stream().map(TestKeys::option).toList();
        return Optional.of(Key.section(scheduler, "settings of the scheduler '" + scheduler + "'", keys));
    }

    /** What must be a number or truth value is looked at once its expressions are filled in. */
    static Key option(OptionKey option) {
        KeyType type = option.type() == OptionKey.Type.LIST ? new KeyType.Texts() : new KeyType.Text();
        var key = new Key(option.name(), type, option.defaults(), option.description(), false);
        return option.type() == OptionKey.Type.BOOL ? key.knows("True", "False") : key;
    }
}
