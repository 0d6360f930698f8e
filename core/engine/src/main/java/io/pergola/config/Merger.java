package io.pergola.config;

import io.pergola.yaml.Span;
import io.pergola.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lays one layer over what the weaker ones made. The layer has passed the {@link Validator}. */
final class Merger {

    private final Layer layer;

    Merger(Layer layer) {
        this.layer = layer;
    }

    /** The group with a layer's mapping over it. */
    Setting.Group merge(KeyType.Section table, Setting.Group base, YamlNode.Mapping over) {
        var merged = new LinkedHashMap<>(base.entries());
        for (YamlNode.Entry entry : over.entries()) {
            String name = Validator.plain(entry.name());
            Optional<Key> key = table.find(name);
            if (key.isPresent()) {
                // The older value is that of the weaker layers, whatever this layer said above.
                @Nullable Setting older = base.entries().get(name);
                @Nullable Setting value = value(key.get().type(), older, entry, true);
                put(merged, name, value);
            }
        }
        return new Setting.Group(merged);
    }

    private static void put(Map<String, Setting> merged, String name, @Nullable Setting value) {
        if (value != null) {
            merged.put(name, value);
        }
    }

    private @Nullable Setting value(KeyType type, @Nullable Setting older, YamlNode.Entry entry, boolean mayAppend) {
        YamlNode node = entry.value();
        if (Validator.isNull(node)) {
            return older;
        }
        boolean append = mayAppend && entry.name().endsWith("+");
        return value(type, older, node, append);
    }

    /** The value a node makes of an older one; null if nothing comes of it. */
    @Nullable Setting value(KeyType type, @Nullable Setting older, YamlNode node, boolean append) {
        if (type instanceof KeyType.Texts) {
            return list(older instanceof Setting.Listing listing ? listing : null, node, append);
        }
        if (type instanceof KeyType.Single) {
            return text(older, node);
        }
        YamlNode known = type instanceof KeyType.Free free && free.words() ? WordMapping.of(node) : node;
        return known instanceof YamlNode.Mapping mapping ? mapping(type, older, mapping) : older;
    }

    private Setting mapping(KeyType type, @Nullable Setting older, YamlNode.Mapping over) {
        if (type instanceof KeyType.Section section) {
            return merge(section, group(older), over);
        }
        if (type instanceof KeyType.Free free) {
            return free(free, group(older), over);
        }
        var known = older instanceof Setting.Variables variables ? variables : Setting.Variables.NONE;
        return new VariableMerger(layer).merge(known, over);
    }

    private static Setting.Group group(@Nullable Setting setting) {
        return setting instanceof Setting.Group group ? group : Setting.Group.EMPTY;
    }

    private Setting.Group free(KeyType.Free free, Setting.Group base, YamlNode.Mapping over) {
        var merged = new LinkedHashMap<>(base.entries());
        boolean lists = free.value() instanceof KeyType.Texts;
        for (YamlNode.Entry entry : over.entries()) {
            String name = lists ? Validator.plain(entry.name()) : entry.name();
            @Nullable Setting older = base.entries().get(name);
            if (Validator.isNull(entry.value())) {
                put(merged, name, nothing(free, older, entry.value()));
            } else {
                put(merged, name, value(free.value(), older, entry, lists));
            }
        }
        return new Setting.Group(merged);
    }

    /** In {@code env} nothing unsets; elsewhere it leaves what was there, or makes an empty list or section. */
    private @Nullable Setting nothing(KeyType.Free free, @Nullable Setting older, YamlNode node) {
        if (free.nullable()) {
            return new Setting.Text(null, (YamlNode.Scalar) node, origin(node.span(), older));
        }
        if (older != null) {
            return older;
        }
        if (free.value() instanceof KeyType.Texts) {
            return new Setting.Listing(List.of(), origin(node.span(), null));
        }
        return free.value() instanceof KeyType.Section ? Setting.Group.EMPTY : null;
    }

    private @Nullable Setting text(@Nullable Setting older, YamlNode node) {
        return node instanceof YamlNode.Scalar scalar ? Setting.Text.of(scalar, origin(node.span(), older)) : older;
    }

    private Setting.Listing list(Setting.@Nullable Listing older, YamlNode node, boolean append) {
        Origin origin = origin(node.span(), older);
        List<Setting.Text> items = new ArrayList<>();
        if (append && older != null) {
            items.addAll(older.items());
        }
        List<YamlNode> added = node instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(node);
        for (YamlNode item : added) {
            if (item instanceof YamlNode.Scalar scalar) {
                var self = new Origin(layer, scalar.span(), null);
                items.add(new Setting.Text(scalar.value().orElse(""), scalar, self));
            }
        }
        return new Setting.Listing(items, origin);
    }

    private Origin origin(Span span, @Nullable Setting older) {
        return new Origin(layer, span, originOf(older));
    }

    private static @Nullable Origin originOf(@Nullable Setting setting) {
        if (setting instanceof Setting.Text text) {
            return text.origin();
        }
        return setting instanceof Setting.Listing listing ? listing.origin() : null;
    }

    /** Puts {@code prepend_cmds} and {@code append_cmds} of build and run round their {@code cmds}. */
    static Setting.Group foldCommands(Setting.Group test) {
        Setting.Group folded = test;
        for (String section : List.of("build", "run")) {
            Setting.Group group = test.group(section);
            if (group.entries().containsKey("prepend_cmds") || group.entries().containsKey("append_cmds")) {
                folded = folded.with(section, fold(group));
            }
        }
        return folded;
    }

    private static Setting.Group fold(Setting.Group group) {
        List<Setting.Text> items = new ArrayList<>(group.list("prepend_cmds"));
        items.addAll(group.list("cmds"));
        items.addAll(group.list("append_cmds"));
        var entries = new LinkedHashMap<>(group.entries());
        entries.remove("prepend_cmds");
        entries.remove("append_cmds");
        Origin last = items.isEmpty() ? Origin.DEFAULT : items.getLast().origin();
        Origin origin = group.entries().get("cmds") instanceof Setting.Listing cmds ? cmds.origin() : last;
        entries.put("cmds", new Setting.Listing(items, origin));
        return new Setting.Group(entries);
    }
}
