package io.pergola.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of {@code pergola.yaml} as {@code show config} lists them. */
final class ShownKeys {

    private ShownKeys() {}

    static List<Site.Shown> of(Setting.Group group) {
        return SiteKeys.site().keys().stream()
                .map(key -> group.find(key.name())
                        .map(setting -> shown(key, setting))
                        .orElse(new Site.Shown(key, key.defaults(), null)))
                .toList();
    }

    private static Site.Shown shown(Key key, Setting setting) {
        return switch (setting) {
            case Setting.Text text ->
                new Site.Shown(
                        key,
                        text.value().stream().toList(),
                        text.origin().place().orElse(null));
            case Setting.Listing listing ->
                new Site.Shown(
                        key,
                        listing.items().stream()
                                .map(item -> item.value().orElse(""))
                                .toList(),
                        listing.origin().place().orElse(null));
            case Setting.Group group -> mapping(key, group);
            case Setting.Variables variables -> new Site.Shown(key, List.of(), null);
        };
    }

    private static Site.Shown mapping(Key key, Setting.Group group) {
        List<String> lines = new ArrayList<>();
        @Nullable Setting first = null;
        for (var entry : group.entries().entrySet()) {
            first = first == null ? entry.getValue() : first;
            if (entry.getValue() instanceof Setting.Text text) {
                lines.add(entry.getKey() + ": " + text.value().orElse(""));
            } else if (entry.getValue() instanceof Setting.Group below) {
                lines.add(entry.getKey() + ": {"
                        + String.join(", ", mapping(key, below).values()) + "}");
            }
        }
        return new Site.Shown(
                key,
                lines,
                first instanceof Setting.Text text ? text.origin().place().orElse(null) : null);
    }
}
