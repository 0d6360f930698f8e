package io.pergola.explain;

import io.pergola.config.Setting;
import io.pergola.config.VariableSetting;
import java.util.LinkedHashMap;
import java.util.List;

/** The items of a variable with its defaults filled in, whether or not all of that goes together. */
final class Items {

    private Items() {}

    static List<VariableSetting.Item> of(VariableSetting setting) {
        List<VariableSetting.Item> items = setting.items() == null ? setting.fallback() : setting.items();
        if (setting.parts().isEmpty()) {
            return items == null ? List.of() : items;
        }
        return items == null
                ? List.of(new VariableSetting.Item.Parts(setting.parts(), setting.origin()))
                : items.stream().map(item -> filled(setting, item)).toList();
    }

    private static VariableSetting.Item filled(VariableSetting setting, VariableSetting.Item item) {
        if (!(item instanceof VariableSetting.Item.Parts given)) {
            return item;
        }
        var parts = new LinkedHashMap<String, Setting.Text>(setting.parts());
        given.parts().forEach((name, text) -> {
            if (text.text() != null) {
                parts.put(name, text);
            }
        });
        return new VariableSetting.Item.Parts(parts, given.origin());
    }
}
