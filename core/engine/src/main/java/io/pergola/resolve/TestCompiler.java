package io.pergola.resolve;

import io.pergola.config.Key;
import io.pergola.config.KeyType;
import io.pergola.config.MergedTest;
import io.pergola.config.Origin;
import io.pergola.config.Setting;
import io.pergola.config.VariableSetting;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses every text of a merged test, once, and finds all that are not well formed. */
final class TestCompiler {

    /** What is resolved apart from the tree, or not at all. */
    private static final Set<String> APART = Set.of("variables", "inherits_from", "subtitle", "permute_on");

    private final MergedTest test;
    private final KeyType.Section keys;
    private final DefaultNodes defaults;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Setting.Text> written = new LinkedHashMap<>();

    TestCompiler(MergedTest test, Setup setup) {
        this.test = test;
        this.keys = setup.keys();
        this.defaults = setup.defaults();
    }

    CompiledTest compile() {
        Setting.Group settings = test.settings();
        var tree = new LinkedHashMap<String, CompiledNode>();
        for (Key key : keys.keys()) {
            if (!APART.contains(key.name())) {
                tree.put(key.name(), node(key, settings.entries().get(key.name()), key.name(), key.immediate()));
            }
        }
        var variables = variables();
        @Nullable CompiledText subtitle = settings.text("subtitle")
                .map(text -> parse("subtitle", text, false))
                .orElse(null);
        return new CompiledTest(
                test,
                new CompiledNode.Group(tree),
                variables,
                subtitle,
                settings.list("permute_on"),
                written,
                problems);
    }

    private SequencedMap<String, CompiledVariable> variables() {
        var compiled = new LinkedHashMap<String, CompiledVariable>();
        test.variables().forEach((name, items) -> {
            List<CompiledVariable.Item> parsed = new ArrayList<>();
            for (VariableSetting.Item item : items) {
                parsed.add(item("variables." + name, item));
            }
            compiled.put(name, new CompiledVariable(name, parsed));
        });
        test.unsettled().forEach((name, reasons) -> {
            problems.addAll(reasons);
            var reason = new ResolveFailure(reasons.getFirst());
            var item = new CompiledVariable.Item.Plain(CompiledText.broken("variables." + name, "", reason));
            compiled.put(name, new CompiledVariable(name, List.of(item)));
        });
        return compiled;
    }

    private CompiledVariable.Item item(String path, VariableSetting.Item item) {
        return switch (item) {
            case VariableSetting.Item.Plain(Setting.Text text) ->
                new CompiledVariable.Item.Plain(parse(path, text, false));
            case VariableSetting.Item.Parts given -> {
                var parts = new LinkedHashMap<String, CompiledText>();
                given.parts().forEach((name, text) -> parts.put(name, parse(path + "." + name, text, false)));
                yield new CompiledVariable.Item.Parts(parts);
            }
        };
    }

    private CompiledNode node(Key key, @Nullable Setting setting, String path, boolean immediate) {
        return setting == null
                ? defaults.at(path, () -> made(key, null, path, immediate))
                : made(key, setting, path, immediate);
    }

    private CompiledNode made(Key key, @Nullable Setting setting, String path, boolean immediate) {
        return switch (key.type()) {
            case KeyType.Section section -> section(section, group(setting), path, immediate);
            case KeyType.Free free -> free(free, group(setting), path, immediate);
            case KeyType.Texts texts ->
                list(setting instanceof Setting.Listing listing ? listing : null, key, path, immediate);
            case KeyType.Variables variables -> new CompiledNode.Fixed(Value.NULL);
            default -> text(setting instanceof Setting.Text text ? text : null, key, path, immediate);
        };
    }

    private static Setting.Group group(@Nullable Setting setting) {
        return setting instanceof Setting.Group group ? group : new Setting.Group(new LinkedHashMap<>());
    }

    private CompiledNode section(KeyType.Section section, Setting.Group group, String path, boolean immediate) {
        var entries = new LinkedHashMap<String, CompiledNode>();
        for (Key key : section.keys()) {
            @Nullable Setting setting = group.entries().get(key.name());
            if (!Set.of("prepend_cmds", "append_cmds").contains(key.name())) {
                entries.put(key.name(), node(key, setting, path + "." + key.name(), immediate || key.immediate()));
            }
        }
        // The sections of schedulers that only plugins know.
        group.entries().forEach((name, setting) -> {
            if (!entries.containsKey(name)) {
                section.find(name)
                        .ifPresent(key -> entries.put(name, node(key, setting, path + "." + name, immediate)));
            }
        });
        return fold(entries);
    }

    private CompiledNode free(KeyType.Free free, Setting.Group group, String path, boolean immediate) {
        if (path.equals("only_if") || path.equals("not_if")) {
            return clauses(group, path);
        }
        var entries = new LinkedHashMap<String, CompiledNode>();
        group.entries().forEach((name, setting) -> {
            String below = path + "." + name;
            if (free.value() instanceof KeyType.Section section) {
                entries.put(name, given(section, group(setting), below, immediate));
            } else {
                var key = new Key(name, free.value(), List.of(), "", false);
                entries.put(name, node(key, setting, below, immediate));
            }
        });
        return fold(entries);
    }

    /** The entries of a user's own sections: only what was given. */
    private CompiledNode given(KeyType.Section section, Setting.Group group, String path, boolean immediate) {
        var entries = new LinkedHashMap<String, CompiledNode>();
        group.entries().forEach((name, setting) -> section.find(name)
                .ifPresent(key -> entries.put(name, node(key, setting, path + "." + name, immediate))));
        return fold(entries);
    }

    private CompiledNode clauses(Setting.Group group, String path) {
        List<CompiledNode.Clause> clauses = new ArrayList<>();
        group.entries().forEach((name, setting) -> {
            List<CompiledText> patterns = new ArrayList<>();
            if (setting instanceof Setting.Listing listing) {
                for (int i = 0; i < listing.items().size(); i++) {
                    patterns.add(
                            parse(path + "." + name + "." + i, listing.items().get(i), true));
                }
                Setting.Text key = Setting.Text.of(name, listing.origin());
                clauses.add(new CompiledNode.Clause(parse(path + "." + name, key, true), patterns));
            }
        });
        return clauses.isEmpty()
                ? new CompiledNode.Fixed(new Value.Entries(new LinkedHashMap<>()))
                : new CompiledNode.Clauses(clauses);
    }

    private CompiledNode list(Setting.@Nullable Listing listing, Key key, String path, boolean immediate) {
        if (listing == null) {
            return new CompiledNode.Fixed(Value.ofTexts(path.startsWith("schedule.") ? List.of() : key.defaults()));
        }
        List<CompiledText> items = new ArrayList<>();
        for (int i = 0; i < listing.items().size(); i++) {
            items.add(parse(path + "." + i, listing.items().get(i), immediate));
        }
        boolean fixed = items.stream().allMatch(CompiledText::isLiteral);
        return fixed
                ? new CompiledNode.Fixed(
                        Value.ofTexts(items.stream().map(CompiledText::source).toList()))
                : new CompiledNode.Listing(items);
    }

    private CompiledNode text(Setting.@Nullable Text setting, Key key, String path, boolean immediate) {
        // What the schedule leaves open stays open: schedulers differ in what it means.
        boolean open = key.defaults().isEmpty() || path.startsWith("schedule.");
        if ((setting == null && open) || (setting != null && setting.text() == null)) {
            return new CompiledNode.Fixed(Value.NULL);
        }
        Setting.Text text =
                setting != null ? setting : Setting.Text.of(key.defaults().getFirst(), Origin.DEFAULT);
        boolean literally = key.type() instanceof KeyType.Word || key.type() instanceof KeyType.Flag;
        if (literally) {
            written.put(path, text);
            return new CompiledNode.Fixed(Value.of(text.value().orElse("")));
        }
        CompiledText compiled = parse(path, text, immediate);
        return compiled.isLiteral() ? new CompiledNode.Fixed(compiled.literalValue()) : new CompiledNode.Leaf(compiled);
    }

    private CompiledText parse(String path, Setting.Text text, boolean immediate) {
        written.put(path, text);
        try {
            return CompiledText.parse(path, text, immediate);
        } catch (ResolveFailure e) {
            problems.add(e.problem());
            return CompiledText.broken(path, text.value().orElse(""), e);
        }
    }

    /** A mapping without anything to resolve is one value for all permutations. */
    private static CompiledNode fold(SequencedMap<String, CompiledNode> entries) {
        var values = new LinkedHashMap<String, Value>();
        for (var entry : entries.entrySet()) {
            if (!(entry.getValue() instanceof CompiledNode.Fixed(Value value))) {
                return new CompiledNode.Group(entries);
            }
            values.put(entry.getKey(), value);
        }
        return new CompiledNode.Fixed(new Value.Entries(values));
    }
}
