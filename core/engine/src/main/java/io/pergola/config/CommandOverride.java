package io.pergola.config;

import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.yaml.SourceText;
import io.pergola.yaml.Span;
import io.pergola.yaml.YamlFile;
import io.pergola.yaml.YamlNode;
import io.pergola.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One {@code -c KEY=VALUE}.
 *
 * @param text as it was given
 * @param path the parts of the key
 * @param value the value, read as YAML
 */
record CommandOverride(String text, List<String> path, YamlNode value) {

    private static final Set<String> FIXED =
            Set.of("name", "suite", "suite_path", "base_name", "host", "os", "modes", "inherits_from");

    /** Copies the list. */
    CommandOverride {
        path = List.copyOf(path);
    }

    /**
     * Reads one.
     *
     * @throws ConfigException if it is not of that form
     */
    static CommandOverride parse(String text) {
        int equals = text.indexOf('=');
        var source = new SourceText("<-c " + text + ">", text);
        if (equals < 1) {
            throw broken(
                    source,
                    0,
                    "the override '" + text + "' is not of the form KEY=VALUE",
                    "Write, for example, -c run.timeout=60");
        }
        String key = text.substring(0, equals).strip();
        List<String> path = List.of(key.split("\\.", -1));
        if (key.chars().anyMatch(Character::isWhitespace) || path.stream().anyMatch(String::isEmpty)) {
            throw broken(
                    source,
                    0,
                    "the key '" + key + "' of an override must be names with dots between them",
                    "Write, for example, run.cmds.0");
        }
        if (FIXED.contains(path.getFirst())) {
            throw broken(
                    source, 0, "'" + path.getFirst() + "' cannot be overridden", "It is settled by the request itself");
        }
        // Blanks in place of the key, so that columns are those of the whole override.
        YamlFile file = YamlReader.read(source.name(), " ".repeat(equals + 1) + text.substring(equals + 1));
        if (file.broken()) {
            throw new ConfigException(file.problems().stream()
                    .map(problem -> problem.place()
                            .map(place -> problem.at(place, text))
                            .orElse(problem))
                    .map(problem -> problem.in("the value of the override '" + key + "'"))
                    .toList());
        }
        return new CommandOverride(
                text,
                path,
                file.root()
                        .orElseThrow(() -> broken(
                                source,
                                equals,
                                "the override '" + key + "' has no value (None)",
                                "Write " + key + "='' for an empty text or " + key + "=[] for an empty list")));
    }

    private static ConfigException broken(SourceText source, int at, String what, String help) {
        return new ConfigException(new Span(source, at, source.text().length())
                .mark(Problem.error(what).help(help)));
    }

    private ConfigException refuse(String what, String help) {
        var source = new SourceText("<-c " + text + ">", text);
        return broken(source, 0, "the override '" + String.join(".", path) + "': " + what, help);
    }

    /**
     * The test with the override over it.
     *
     * @throws ConfigException if its key names nothing in the test, or the value does not fit
     */
    Setting.Group apply(KeyType.Section table, Setting.Group test) {
        return (Setting.Group) into(table, test, 0);
    }

    private Setting into(KeyType type, Setting older, int depth) {
        if (depth == path.size()) {
            return replaced(type, older);
        }
        String part = path.get(depth);
        return switch (type) {
            case KeyType.Section section -> section(section, older, part, depth);
            case KeyType.Free free -> free(free, older, part, depth);
            case KeyType.Texts texts -> item(older, part, depth);
            case KeyType.Variables variables -> variable((Setting.Variables) older, part, depth);
            default ->
                throw refuse(
                        "there is nothing below '" + String.join(".", path.subList(0, depth)) + "', so no '" + part
                                + "'",
                        "It is a single text; leave out '." + part + "'");
        };
    }

    private Setting section(KeyType.Section section, Setting older, String part, int depth) {
        Key key = section.find(part).orElseThrow(() -> unknown(section, part));
        Setting.Group group = (Setting.Group) older;
        return group.with(part, into(key.type(), group.find(part).orElse(empty(key.type())), depth + 1));
    }

    private ConfigException unknown(KeyType.Section section, String part) {
        List<String> names = section.keys().stream().map(Key::name).toList();
        String near = Suggestions.didYouMean(part, names);
        return refuse(
                "there is no key '" + part + "'", near.isEmpty() ? "Known here: " + String.join(", ", names) : near);
    }

    private Setting free(KeyType.Free free, Setting older, String part, int depth) {
        Setting.Group group = (Setting.Group) older;
        boolean last = depth == path.size() - 1;
        if (!last && group.find(part).isEmpty()) {
            throw refuse(
                    "there is no '" + part + "' to change",
                    among(group.entries().keySet()));
        }
        if (!free.names().accepts(part)) {
            throw refuse(
                    "'" + part + "' cannot be a name here",
                    "It must be " + free.names().meaning());
        }
        return group.with(part, into(free.value(), group.find(part).orElse(empty(free.value())), depth + 1));
    }

    private static String among(Set<String> names) {
        return names.isEmpty() ? "There are none yet" : "There are " + String.join(", ", names);
    }

    private static Setting empty(KeyType type) {
        return switch (type) {
            case KeyType.Section section -> Setting.Group.EMPTY;
            case KeyType.Free free -> Setting.Group.EMPTY;
            case KeyType.Variables variables -> Setting.Variables.NONE;
            case KeyType.Texts texts -> new Setting.Listing(List.of(), Origin.DEFAULT);
            default -> Setting.Text.of("", Origin.DEFAULT);
        };
    }

    private Setting item(Setting older, String part, int depth) {
        Setting.Listing listing = (Setting.Listing) older;
        int index = index(part, listing.items().size());
        Setting.Text item =
                (Setting.Text) into(new KeyType.Text(), listing.items().get(index), depth + 1);
        List<Setting.Text> items = new ArrayList<>(listing.items());
        items.set(index, item);
        return new Setting.Listing(items, item.origin());
    }

    private int index(String part, int size) {
        if (!part.matches("-?\\d{1,9}")) {
            throw refuse("'" + part + "' is not an index", "A list stands there: use 0 to " + (size - 1));
        }
        int index = Integer.parseInt(part);
        int from = index < 0 ? size + index : index;
        if (from < 0 || from >= size) {
            throw refuse(
                    "there is no item " + part, size == 0 ? "The list is empty" : "Its items are 0 to " + (size - 1));
        }
        return from;
    }

    private Setting variable(Setting.Variables variables, String name, int depth) {
        boolean last = depth == path.size() - 1;
        var byName = new LinkedHashMap<>(variables.byName());
        VariableSetting older = byName.get(name);
        if (last) {
            var entry = new YamlNode.Entry(key(name), value);
            var mapping = new YamlNode.Mapping(value.span(), List.of(entry));
            check(new KeyType.Variables(), mapping);
            return new VariableMerger(layer()).merge(variables, mapping);
        }
        if (older == null || (older.items() == null && older.fallback() == null)) {
            throw refuse("there is no variable '" + name + "' with items to change", among(byName.keySet()));
        }
        List<VariableSetting.Item> items = new ArrayList<>(
                older.items() != null ? older.items() : List.copyOf(Objects.requireNonNull(older.fallback())));
        int index = index(path.get(depth + 1), items.size());
        items.set(index, item(older, items.get(index), depth + 2));
        var origin = new Origin(layer(), value.span(), older.origin());
        byName.put(name, new VariableSetting(items, older.fallback(), older.parts(), origin));
        return new Setting.Variables(byName);
    }

    private VariableSetting.Item item(VariableSetting variable, VariableSetting.Item older, int depth) {
        if (depth == path.size()) {
            check(
                    new KeyType.Variables(),
                    new YamlNode.Mapping(value.span(), List.of(new YamlNode.Entry(key("x"), value))));
            return new VariableMerger(layer()).items(value).getFirst();
        }
        if (depth + 1 < path.size()
                || !(older instanceof VariableSetting.Item.Parts parts)
                || !(parts.parts().containsKey(path.get(depth))
                        || variable.parts().containsKey(path.get(depth)))) {
            throw refuse("there is no '" + path.get(depth) + "' there", "Name a sub-value that the variable has");
        }
        check(new KeyType.Text(), value);
        var changed = new LinkedHashMap<>(parts.parts());
        changed.put(path.get(depth), (Setting.Text) replaced(new KeyType.Text(), Setting.Text.of("", Origin.DEFAULT)));
        return new VariableSetting.Item.Parts(changed, parts.origin());
    }

    private YamlNode.Scalar key(String name) {
        return new YamlNode.Scalar(value.span(), YamlNode.Style.PLAIN, name);
    }

    private Layer layer() {
        return new Layer(Layer.Kind.OVERRIDE, text);
    }

    /** The value takes the place of all that was there. */
    private Setting replaced(KeyType type, Setting older) {
        check(type, value);
        Setting blank =
                type instanceof KeyType.Section || type instanceof KeyType.Free || type instanceof KeyType.Variables
                        ? empty(type)
                        : older;
        Setting result = new Merger(layer()).value(type, blank, value, false);
        return result == null ? blank : result;
    }

    private void check(KeyType type, YamlNode node) {
        List<Problem> problems = new ArrayList<>();
        var parent = type instanceof KeyType.Section section ? section : new KeyType.Section(List.of());
        new Validator(parent, true, problems).check(type, node, String.join(".", path), parent);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }
}
