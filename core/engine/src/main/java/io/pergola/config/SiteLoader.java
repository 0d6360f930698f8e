package io.pergola.config;

import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.yaml.YamlFile;
import io.pergola.yaml.YamlNode;
import io.pergola.yaml.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Finds and reads the configuration of the site. */
public final class SiteLoader {

    private static final List<String> LEVELS = List.of("debug", "info", "warning", "error");

    private final Surroundings surroundings;
    private final List<Problem> problems = new ArrayList<>();

    private SiteLoader(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * The configuration that holds here.
     *
     * @throws ConfigException if {@code pergola.yaml}, or the {@code config.yaml} of a config directory, cannot be used
     */
    public static Site load(Surroundings surroundings) {
        return new SiteLoader(surroundings).load();
    }

    /** All that is wrong with a {@code pergola.yaml}, wherever it is. */
    public static List<Problem> check(Path file) {
        Path here = Path.of("").toAbsolutePath();
        var loader = new SiteLoader(new Surroundings(Map.of(), here, here, null));
        loader.settings(file, loader.read(file));
        return loader.problems;
    }

    /** All that is wrong with the {@code config.yaml} of a config directory. */
    public static List<Problem> checkDirectory(Path file) {
        YamlFile yaml = YamlReader.read(file);
        List<Problem> problems = new ArrayList<>(yaml.problems());
        yaml.root().ifPresent(node -> table(SiteKeys.directory(), node, problems));
        return problems;
    }

    private Site load() {
        @Nullable Path file = find();
        Setting.Group group = file == null ? Setting.Group.EMPTY : read(file);
        SiteSettings settings = settings(file, group);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        ConfigDirs dirs = new ConfigDirs(surroundings, settings);
        dirs.find(group);
        return new Site(settings, dirs.dirs(), dirs.areas(), group, dirs.warnings());
    }

    private @Nullable Path find() {
        for (String name : List.of("PERGOLA_CONFIG_FILE", "PAV_CONFIG_FILE")) {
            Optional<String> named = surroundings.variable(name);
            if (named.isPresent()) {
                return surroundings.path(named.get(), surroundings.currentDir());
            }
        }
        return places().stream()
                .flatMap(dir -> List.of(dir.resolve("pergola.yaml"), dir.resolve("pavilion.yaml")).stream())
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(null);
    }

    private List<Path> places() {
        List<Path> places = new ArrayList<>();
        places.add(surroundings.currentDir());
        places.add(surroundings.home().resolve(".pergola"));
        places.add(surroundings.home().resolve(".pavilion"));
        ConfigDirs.fromEnvironment(surroundings).ifPresent(places::add);
        @Nullable Path shipped = surroundings.shipped();
        if (shipped != null) {
            places.add(shipped.resolve("config"));
        }
        return places;
    }

    private Setting.Group read(Path file) {
        YamlFile yaml = YamlReader.read(file);
        problems.addAll(yaml.problems());
        if (yaml.broken() || yaml.node() == null) {
            return Setting.Group.EMPTY;
        }
        return table(SiteKeys.site(), yaml.node(), problems);
    }

    static Setting.Group table(KeyType.Section table, YamlNode node, List<Problem> problems) {
        List<Problem> found = Validator.problems(table, node);
        problems.addAll(found);
        if (!found.isEmpty() || !(node instanceof YamlNode.Mapping mapping)) {
            return Setting.Group.EMPTY;
        }
        return new Merger(new Layer(Layer.Kind.SITE, node.span().source().name()))
                .merge(table, Setting.Group.EMPTY, mapping);
    }

    private SiteSettings settings(@Nullable Path file, Setting.Group group) {
        Path base = ConfigDirs.base(file, surroundings);
        return new SiteSettings(
                file,
                surroundings.path(value(group, "working_dir"), base),
                texts(group, "disable_plugins"),
                optional(group, "shared_group"),
                umask(group),
                Integer.parseInt(value(group, "build_threads")),
                Integer.parseInt(value(group, "max_threads")),
                Integer.parseInt(value(group, "max_tests")),
                optional(group, "max_cpu")
                        .map(text -> OptionalInt.of(Integer.parseInt(text)))
                        .orElse(OptionalInt.empty()),
                level(group),
                optional(group, "result_log").map(text -> surroundings.path(text, base)),
                value(group, "flatten_results").equalsIgnoreCase("true"),
                Duration.ofSeconds(Long.parseLong(value(group, "wget_timeout"))),
                proxies(group),
                texts(group, "no_proxy"),
                Duration.ofSeconds(Long.parseLong(value(group, "node_info_age"))),
                texts(group, "env_setup"),
                texts(group.group("default_results")),
                SiteVariableReader.read(group, problems),
                optional(group, "status_interval").map(text -> Duration.ofSeconds(Long.parseLong(text))),
                Integer.parseInt(value(group, "submissions_per_minute")),
                Integer.parseInt(value(group, "max_jobs_in_queue")),
                consumables(group),
                group.text("scheduling_policy").filter(text -> text.value().isPresent()),
                optional(group, "spack_path").map(text -> surroundings.path(text, base)));
    }

    private int umask(Setting.Group group) {
        String text = value(group, "umask");
        OptionalInt bits = Umask.parse(text);
        if (bits.isPresent()) {
            return bits.getAsInt();
        }
        wrong(group, "umask", "umask: " + Umask.EXPECTED + ", but this is '" + text + "'");
        return 2;
    }

    private String level(Setting.Group group) {
        String level = value(group, "log_level").toLowerCase(Locale.ROOT);
        if (!LEVELS.contains(level)) {
            wrong(
                    group,
                    "log_level",
                    "log_level: expected " + Suggestions.either(LEVELS) + ", but this is '" + level + "'");
        }
        return level;
    }

    private void wrong(Setting.Group group, String key, String what) {
        Problem problem = Problem.error(what);
        problems.add(group.text(key).map(text -> text.mark(problem, 0)).orElse(problem));
    }

    private static String value(Setting.Group group, String key) {
        return optional(group, key)
                .orElseGet(
                        () -> SiteKeys.site().find(key).orElseThrow().defaults().getFirst());
    }

    private static Optional<String> optional(Setting.Group group, String key) {
        return group.text(key).flatMap(Setting.Text::value).filter(text -> !text.isEmpty());
    }

    private static List<String> texts(Setting.Group group, String key) {
        return group.list(key).stream().map(text -> text.value().orElse("")).toList();
    }

    private static SequencedMap<String, String> proxies(Setting.Group group) {
        var proxies = new LinkedHashMap<String, String>();
        texts(group.group("proxies"))
                .forEach((name, text) -> proxies.put(name, text.value().orElse("")));
        return proxies;
    }

    private static Map<String, Long> consumables(Setting.Group group) {
        var amounts = new HashMap<String, Long>();
        texts(group.group("consumables"))
                .forEach((name, text) ->
                        amounts.put(name, Long.parseLong(text.value().orElse("0"))));
        return amounts;
    }

    private static SequencedMap<String, Setting.Text> texts(Setting.Group group) {
        var results = new LinkedHashMap<String, Setting.Text>();
        group.entries().forEach((name, setting) -> {
            if (setting instanceof Setting.Text text) {
                results.put(name, text);
            }
        });
        return results;
    }
}
