package io.pergola.explain;

import io.pergola.config.Key;
import io.pergola.config.KeyType;
import io.pergola.config.Setting;
import io.pergola.config.VariableSetting;
import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Goes through the merged settings of a test in the order of the table of keys. */
final class SettingWalk {

    private final Values values;
    private final List<Explained> found = new ArrayList<>();

    SettingWalk(Values values) {
        this.values = values;
    }

    /** All that somebody set. */
    List<Explained> all(KeyType.Section table, Setting.Group settings) {
        section(table, settings, "");
        return found;
    }

    private void section(KeyType.Section table, Setting.Group group, String path) {
        for (Key key : table.keys()) {
            group.find(key.name()).ifPresent(setting -> setting(key, setting, join(path, key.name())));
        }
        group.entries().forEach((name, setting) -> {
            boolean fixed = table.keys().stream().anyMatch(key -> key.name().equals(name));
            if (!fixed) {
                table.find(name).ifPresent(key -> setting(key, setting, join(path, name)));
            }
        });
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private void setting(Key key, Setting setting, String path) {
        switch (setting) {
            case Setting.Text text -> found.add(text(key, text, path));
            case Setting.Listing listing -> found.add(listing(key, listing, path));
            case Setting.Variables variables ->
                variables.byName().forEach((name, variable) -> found.add(variable(path + "." + name, name, variable)));
            case Setting.Group group -> {
                switch (key.type()) {
                    case KeyType.Section section -> section(section, group, path);
                    case KeyType.Free free -> free(free, group, path);
                    default -> {}
                }
            }
        }
    }

    private Explained text(Key key, Setting.Text text, String path) {
        boolean literally = key.type() instanceof KeyType.Word
                || key.type() instanceof KeyType.Flag
                || path.equals("inherits_from");
        return values.text(path, text, Step.chain(text.origin(), key), literally);
    }

    private void free(KeyType.Free free, Setting.Group group, String path) {
        group.entries().forEach((name, setting) -> {
            var key = new Key(name, free.value(), List.of(), "", false);
            boolean clause = setting instanceof Setting.Listing && (path.equals("only_if") || path.equals("not_if"));
            if (clause && setting instanceof Setting.Listing listing) {
                found.add(values.clause(listing(key, listing, path + "." + name), name));
            } else {
                setting(key, setting, path + "." + name);
            }
        });
    }

    private Explained listing(Key key, Setting.Listing listing, String path) {
        List<Explained> items = new ArrayList<>();
        for (int i = 0; i < listing.items().size(); i++) {
            Setting.Text item = listing.items().get(i);
            items.add(values.text(path + "." + i, item, Step.chain(item.origin()), path.equals("permute_on")));
        }
        return new Explained(
                path, list(items), Optional.empty(), Step.chain(listing.origin(), key), List.of(), List.of(), items);
    }

    /** The items as one list; those that give lists are part of it. */
    private static Outcome list(List<Explained> items) {
        List<Value> all = new ArrayList<>();
        for (Explained item : items) {
            switch (item.outcome()) {
                case Outcome.Known(Value.Items(List<Value> spliced)) -> all.addAll(spliced);
                case Outcome.Known(Value value) -> all.add(value);
                case Outcome other -> {
                    return other;
                }
            }
        }
        return new Outcome.Known(new Value.Items(all));
    }

    private Explained variable(String path, String name, VariableSetting variable) {
        List<Explained> items = new ArrayList<>();
        List<VariableSetting.Item> all = Items.of(variable);
        for (int i = 0; i < all.size(); i++) {
            items.add(item(path + "." + i, all.get(i)));
        }
        return new Explained(
                path,
                values.variable(name).orElse(new Outcome.Failed("it has no value")),
                Optional.empty(),
                Step.chain(variable.origin()),
                List.of(),
                List.of(),
                items);
    }

    private Explained item(String path, VariableSetting.Item item) {
        List<Step> chain = Step.chain(item.origin());
        if (item instanceof VariableSetting.Item.Plain(Setting.Text text)) {
            return values.text(path, text, chain, false);
        }
        List<Explained> parts = new ArrayList<>();
        var values = new LinkedHashMap<String, Value>();
        ((VariableSetting.Item.Parts) item).parts().forEach((name, text) -> {
            Explained part = this.values.text(path + "." + name, text, Step.chain(text.origin()), false);
            parts.add(part);
            values.put(name, part.outcome() instanceof Outcome.Known(Value value) ? value : Value.NULL);
        });
        Outcome outcome = new Outcome.Known(new Value.Entries(values));
        return new Explained(path, outcome, Optional.empty(), chain, List.of(), List.of(), parts);
    }

    /** The defaults below a key that nobody set. */
    static List<Explained> defaults(Key key, String path) {
        if (key.type() instanceof KeyType.Section section) {
            List<Explained> below = new ArrayList<>();
            section.keys().forEach(each -> below.addAll(defaults(each, path + "." + each.name())));
            return below;
        }
        List<Value> texts = key.defaults().stream().map(Value::of).toList();
        Value value = key.type() instanceof KeyType.Texts
                ? new Value.Items(texts)
                : texts.isEmpty() ? Value.NULL : texts.getFirst();
        return List.of(new Explained(
                path,
                new Outcome.Known(value),
                Optional.empty(),
                key.defaults().isEmpty() ? List.of() : List.of(Step.fallback(key)),
                List.of(),
                List.of(),
                List.of()));
    }
}
