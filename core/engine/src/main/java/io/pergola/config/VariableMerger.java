package io.pergola.config;

import io.pergola.yaml.Span;
import io.pergola.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Lays a layer's {@code variables} over those of weaker ones: {@code k}, {@code k?} and {@code k+}. */
final class VariableMerger {

    private final Layer layer;

    VariableMerger(Layer layer) {
        this.layer = layer;
    }

    Setting.Variables merge(Setting.Variables base, YamlNode.Mapping over) {
        var merged = new LinkedHashMap<>(base.byName());
        for (YamlNode.Entry entry : over.entries()) {
            String written = entry.name();
            char last = written.charAt(written.length() - 1);
            String name = last == '?' || last == '+' ? written.substring(0, written.length() - 1) : written;
            @Nullable VariableSetting older = merged.get(name);
            VariableSetting now =
                    switch (last) {
                        case '?' -> fallback(older, entry);
                        case '+' -> append(older, entry);
                        default -> replace(older, entry);
                    };
            merged.put(name, now);
        }
        return new Setting.Variables(merged);
    }

    /** Null does not override: it only asks for a value where there is none. */
    private VariableSetting replace(@Nullable VariableSetting older, YamlNode.Entry entry) {
        if (older != null && older.items() != null && Validator.isNull(entry.value())) {
            return older;
        }
        return new VariableSetting(items(entry.value()), fallbackOf(older), partsOf(older), origin(entry, older));
    }

    private VariableSetting append(@Nullable VariableSetting older, YamlNode.Entry entry) {
        List<VariableSetting.Item> all = new ArrayList<>();
        if (older != null) {
            @Nullable List<VariableSetting.Item> before = older.items() == null ? older.fallback() : older.items();
            if (before != null) {
                all.addAll(before);
            } else if (!older.parts().isEmpty()) {
                all.add(new VariableSetting.Item.Parts(older.parts(), older.origin()));
            }
        }
        if (!Validator.isNull(entry.value())) {
            all.addAll(items(entry.value()));
        }
        return new VariableSetting(all, fallbackOf(older), partsOf(older), origin(entry, older));
    }

    private VariableSetting fallback(@Nullable VariableSetting older, YamlNode.Entry entry) {
        @Nullable List<VariableSetting.Item> items = older == null ? null : older.items();
        Origin origin = items == null || older == null ? origin(entry, older) : older.origin();
        YamlNode value = onlyItem(entry.value());
        if (value instanceof YamlNode.Mapping mapping) {
            var parts = new LinkedHashMap<>(partsOf(older));
            parts(mapping).forEach((name, text) -> {
                if (text.text() != null || !parts.containsKey(name)) {
                    parts.put(name, text);
                }
            });
            return new VariableSetting(items, null, parts, origin);
        }
        boolean asks = Validator.isNull(entry.value());
        @Nullable List<VariableSetting.Item> before = fallbackOf(older);
        List<VariableSetting.Item> now = asks && before != null ? before : items(entry.value());
        return new VariableSetting(items, now, partsOf(older), origin);
    }

    private static YamlNode onlyItem(YamlNode node) {
        return node instanceof YamlNode.Sequence sequence && sequence.items().size() == 1
                ? sequence.items().getFirst()
                : node;
    }

    List<VariableSetting.Item> items(YamlNode node) {
        List<YamlNode> nodes = node instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(node);
        return nodes.stream().map(this::item).toList();
    }

    private VariableSetting.Item item(YamlNode node) {
        var origin = new Origin(layer, node.span(), null);
        return switch (node) {
            case YamlNode.Mapping mapping -> new VariableSetting.Item.Parts(parts(mapping), origin);
            case YamlNode.Scalar scalar -> new VariableSetting.Item.Plain(Setting.Text.of(scalar, origin));
            case YamlNode.Sequence sequence -> throw new IllegalStateException("lists in lists were refused before");
        };
    }

    private SequencedMap<String, Setting.Text> parts(YamlNode.Mapping mapping) {
        var parts = new LinkedHashMap<String, Setting.Text>();
        for (YamlNode.Entry entry : mapping.entries()) {
            if (entry.value() instanceof YamlNode.Scalar scalar) {
                parts.put(entry.name(), Setting.Text.of(scalar, new Origin(layer, scalar.span(), null)));
            }
        }
        return parts;
    }

    private Origin origin(YamlNode.Entry entry, @Nullable VariableSetting older) {
        Span key = entry.key().span();
        Span value = entry.value().span();
        boolean together = value.source() == key.source() && value.start() >= key.start();
        Span span = together ? new Span(key.source(), key.start(), value.end()) : key;
        return new Origin(layer, span, older == null ? null : older.origin());
    }

    private static @Nullable List<VariableSetting.Item> fallbackOf(@Nullable VariableSetting older) {
        return older == null ? null : older.fallback();
    }

    private static SequencedMap<String, Setting.Text> partsOf(@Nullable VariableSetting older) {
        return older == null ? new LinkedHashMap<>() : older.parts();
    }
}
