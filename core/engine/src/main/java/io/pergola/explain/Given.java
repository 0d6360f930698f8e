package io.pergola.explain;

import io.pergola.config.Key;
import io.pergola.config.KeyType;
import io.pergola.config.LayerChoice;
import io.pergola.config.Library;
import io.pergola.config.Setting;
import io.pergola.model.ConfigException;
import io.pergola.model.Value;
import io.pergola.resolve.ResolvedTest;
import io.pergola.resolve.Resolver;
import io.pergola.resolve.RunRequest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells what of a resolved test somebody set, and what is only a default. Reads each suite anew, once. Not safe for several threads. */
public final class Given {

    private final Library library;
    private final LayerChoice choice;
    private final boolean defaults;
    private final Map<String, Setting.Group> merged = new HashMap<>();

    private Given(Resolver resolver, RunRequest request, boolean defaults) {
        this.library = resolver.library();
        this.choice = resolver.choice(request);
        this.defaults = defaults;
    }

    /** For the tests of a request: what was set. */
    public static Given only(Resolver resolver, RunRequest request) {
        return new Given(resolver, request, false);
    }

    /** For the tests of a request: what was set, and defaults that have a value. */
    public static Given withDefaults(Resolver resolver, RunRequest request) {
        return new Given(resolver, request, true);
    }

    /**
     * The configuration of a test without the rest.
     *
     * @throws ConfigException if its suite is no longer as it was
     */
    public Value.Entries of(ResolvedTest test) {
        Setting.Group settings = merged.computeIfAbsent(
                test.suite() + "." + test.test(),
                name -> library.settings(library.suite(test.suite()), test.test(), choice));
        return section(library.keys(), settings, test.config());
    }

    private Value.Entries section(KeyType.Section table, Setting.Group settings, Value.Entries config) {
        var kept = new LinkedHashMap<String, Value>();
        ordered(table, config).forEach((name, value) -> {
            if (value instanceof Value.Entries all && below(table, name) instanceof KeyType.Section section) {
                Value.Entries rest = section(section, settings.group(name), all);
                if (!rest.values().isEmpty()) {
                    kept.put(name, rest);
                }
            } else if (settings.find(name).isPresent() || ((defaults || fromFile(settings, name)) && !empty(value))) {
                kept.put(name, value);
            }
        });
        return new Value.Entries(kept);
    }

    /** References may come from a file alone. */
    private static boolean fromFile(Setting.Group settings, String name) {
        return name.equals("result_reference")
                && settings.find("reference_file").isPresent();
    }

    /** In the order in which people want to read it. */
    private static Map<String, Value> ordered(KeyType.Section table, Value.Entries config) {
        var ordered = new LinkedHashMap<String, Value>();
        for (Key key : table.keys()) {
            @Nullable Value value = config.values().get(key.name());
            if (value != null) {
                ordered.put(key.name(), value);
            }
        }
        config.values().forEach(ordered::putIfAbsent);
        return ordered;
    }

    private static @Nullable KeyType below(KeyType.Section table, String name) {
        return table.find(name).map(Key::type).orElse(null);
    }

    private static boolean empty(Value value) {
        return switch (value) {
            case Value.Null() -> true;
            case Value.Text(String text) -> text.isEmpty();
            case Value.Items items -> items.values().isEmpty();
            case Value.Entries entries -> entries.values().isEmpty();
            default -> false;
        };
    }
}
