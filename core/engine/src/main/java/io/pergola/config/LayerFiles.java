package io.pergola.config;

import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.yaml.YamlFile;
import io.pergola.yaml.YamlNode;
import io.pergola.yaml.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds, reads and checks layer files, each once. Not safe for several threads. */
final class LayerFiles {

    private static final NameRule NAMES = NameRule.of(
            "[a-zA-Z0-9_][a-zA-Z0-9_.+-]*", "letters, digits, _, -, + and ., starting with a letter, digit or _");

    private final Site site;
    private final KeyType.Section table;
    private final Map<Path, YamlFile> read = new HashMap<>();
    private final Map<Layer, Optional<Path>> general = new HashMap<>();
    private final IdentityHashMap<YamlNode, List<Problem>> checked = new IdentityHashMap<>();

    LayerFiles(Site site, KeyType.Section table) {
        this.site = site;
        this.table = table;
    }

    /**
     * The general layer of that name, and then the suite's own, as far as there are any.
     *
     * @throws ConfigException if the name is not a name, or a file is broken
     */
    List<YamlNode.Mapping> find(Layer layer, Suite suite) {
        if (!NAMES.accepts(layer.name())) {
            throw new ConfigException(
                    Problem.error("the name of the " + layer + " is not a name").help("It must be " + NAMES.meaning()));
        }
        List<YamlNode.Mapping> found = new ArrayList<>();
        boolean any = general(layer).map(file -> add(found, layer, whole(file))).orElse(false);
        for (Path file : own(layer.kind(), suite)) {
            any |= entry(file, layer.name())
                    .map(node -> add(found, layer, node))
                    .orElse(false);
        }
        if (!any && layer.kind() == Layer.Kind.MODE) {
            throw missing(layer, suite);
        }
        return found;
    }

    private boolean add(List<YamlNode.Mapping> found, Layer layer, @Nullable YamlNode node) {
        if (node != null) {
            List<Problem> problems = checked.computeIfAbsent(node, unseen -> check(unseen, layer));
            if (!problems.isEmpty()) {
                throw new ConfigException(problems);
            }
        }
        if (node instanceof YamlNode.Mapping mapping) {
            found.add(mapping);
        }
        return true;
    }

    private List<Problem> check(YamlNode node, Layer layer) {
        List<Problem> problems = new ArrayList<>();
        new Validator(table, true, problems).check(node, layer.toString());
        return problems;
    }

    private Optional<Path> general(Layer layer) {
        return general.computeIfAbsent(layer, this::look);
    }

    private Optional<Path> look(Layer layer) {
        return site.dirs().stream()
                .flatMap(dir -> dir.layerFiles(layer.kind(), layer.name()).stream())
                .filter(Files::exists)
                .findFirst();
    }

    private static List<Path> own(Layer.Kind kind, Suite suite) {
        if (!suite.ownDirectory()) {
            return List.of();
        }
        return ConfigDir.folders(kind).stream()
                .map(folder -> suite.file().resolveSibling(folder + ".yaml"))
                .filter(Files::exists)
                .toList();
    }

    YamlFile read(Path file) {
        return read.computeIfAbsent(file, YamlReader::read);
    }

    private @Nullable YamlNode whole(Path file) {
        YamlFile yaml = read(file);
        if (yaml.broken()) {
            throw new ConfigException(yaml.problems());
        }
        return yaml.node();
    }

    private Optional<YamlNode> entry(Path file, String name) {
        @Nullable YamlNode root = whole(file);
        if (root == null) {
            return Optional.empty();
        }
        if (root instanceof YamlNode.Mapping mapping) {
            return mapping.find(name);
        }
        throw new ConfigException(
                root.span().mark(Problem.error("expected a mapping of names to settings, but this is " + root.kind())));
    }

    private ConfigException missing(Layer layer, Suite suite) {
        Collection<String> known = names(layer.kind());
        for (Path file : own(layer.kind(), suite)) {
            if (whole(file) instanceof YamlNode.Mapping mapping) {
                mapping.entries().forEach(entry -> known.add(entry.name()));
            }
        }
        String near = Suggestions.didYouMean(layer.name(), known);
        String all = known.isEmpty() ? "No config directory has modes" : "There are: " + String.join(", ", known);
        return new ConfigException(Problem.error("there is no " + layer).help(near.isEmpty() ? all : near));
    }

    /** The names of all layers of a kind, sorted. */
    Set<String> names(Layer.Kind kind) {
        var names = new TreeSet<String>();
        for (ConfigDir dir : site.dirs()) {
            for (String folder : ConfigDir.folders(kind)) {
                names.addAll(FileNames.yaml(dir.layers().resolve(folder)));
            }
        }
        return names;
    }
}
