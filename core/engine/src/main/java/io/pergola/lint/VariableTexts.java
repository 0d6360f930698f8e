package io.pergola.lint;

import io.pergola.config.Setting;
import io.pergola.config.VariableSetting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The texts that a variable may have. */
final class VariableTexts {

    private VariableTexts() {}

    /** None if there is no variable. */
    static List<String> of(@Nullable VariableSetting setting) {
        List<String> texts = new ArrayList<>();
        if (setting == null) {
            return texts;
        }
        settings(setting).forEach(text -> texts.add(text.value().orElse("")));
        return texts;
    }

    private static List<Setting.Text> settings(VariableSetting setting) {
        List<Setting.Text> texts = new ArrayList<>(setting.parts().values());
        for (VariableSetting.Item item : items(setting)) {
            switch (item) {
                case VariableSetting.Item.Plain(Setting.Text text) -> texts.add(text);
                case VariableSetting.Item.Parts given ->
                    texts.addAll(given.parts().values());
            }
        }
        return texts;
    }

    /** What holds: the items, or else the defaults. */
    static List<VariableSetting.Item> items(VariableSetting setting) {
        @Nullable List<VariableSetting.Item> items = setting.items() == null ? setting.fallback() : setting.items();
        return items == null ? List.of() : items;
    }

    /** True if somebody else has to give it a value: a null where none may be. */
    static boolean open(VariableSetting setting) {
        boolean nulls = items(setting).stream().anyMatch(item -> switch (item) {
            case VariableSetting.Item.Plain(Setting.Text text) -> text.text() == null;
            case VariableSetting.Item.Parts given ->
                given.parts().entrySet().stream()
                        .anyMatch(part -> part.getValue().text() == null && missing(setting, part.getKey()));
        });
        boolean parts =
                setting.items() == null && setting.parts().values().stream().anyMatch(text -> text.text() == null);
        return nulls || parts;
    }

    private static boolean missing(VariableSetting setting, String part) {
        Setting.@Nullable Text fallback = setting.parts().get(part);
        return fallback == null || fallback.text() == null;
    }
}
