package io.pergola.config;

import io.pergola.model.Problem;
import io.pergola.yaml.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes the final items of a variable from what the layers said, or finds that they do not go together. */
final class VariableSettler {

    private final String name;
    private final VariableSetting setting;
    private final List<Problem> problems;

    private VariableSettler(String name, VariableSetting setting, List<Problem> problems) {
        this.name = name;
        this.setting = setting;
        this.problems = problems;
    }

    /** The variables with their final items; what is wrong with the others goes to {@code unsettled}. */
    static SequencedMap<String, List<VariableSetting.Item>> settle(
            Setting.Variables variables, Map<String, List<Problem>> unsettled) {
        var settled = new LinkedHashMap<String, List<VariableSetting.Item>>();
        variables.byName().forEach((name, setting) -> {
            List<Problem> problems = new ArrayList<>();
            new VariableSettler(name, setting, problems)
                    .items()
                    .ifPresentOrElse(items -> settled.put(name, items), () -> unsettled.put(name, problems));
        });
        return settled;
    }

    private Optional<List<VariableSetting.Item>> items() {
        int before = problems.size();
        List<VariableSetting.Item> items = filled();
        if (items.isEmpty()) {
            problem(setting.span(), "the variable '" + name + "' has no items", "Give it at least one value");
        }
        sameShape(items);
        items.forEach(this::noNulls);
        return problems.size() == before ? Optional.of(items) : Optional.empty();
    }

    private List<VariableSetting.Item> filled() {
        @Nullable List<VariableSetting.Item> items = setting.items() == null ? setting.fallback() : setting.items();
        if (setting.parts().isEmpty()) {
            return items == null ? List.of() : items;
        }
        if (setting.items() == null) {
            return List.of(new VariableSetting.Item.Parts(setting.parts(), setting.origin()));
        }
        return setting.items().stream().map(this::fill).toList();
    }

    private VariableSetting.Item fill(VariableSetting.Item item) {
        if (!(item instanceof VariableSetting.Item.Parts given)) {
            return item;
        }
        var parts = new LinkedHashMap<>(setting.parts());
        given.parts().forEach((part, text) -> {
            if (!setting.parts().containsKey(part)) {
                problem(
                        text.origin().span(),
                        "the variable '" + name + "' has no sub-value '" + part + "'",
                        "Its defaults name "
                                + Suggestions.either(List.copyOf(setting.parts().keySet()))
                                + where(
                                        setting.parts()
                                                .values()
                                                .iterator()
                                                .next()
                                                .origin(),
                                        "; they are from "));
            }
            if (text.text() != null) {
                parts.put(part, text);
            }
        });
        return new VariableSetting.Item.Parts(parts, given.origin());
    }

    private void sameShape(List<VariableSetting.Item> items) {
        if (items.isEmpty()) {
            return;
        }
        Set<String> first = shape(items.getFirst());
        for (VariableSetting.Item item : items) {
            Set<String> shape = shape(item);
            if (!shape.equals(first)) {
                problem(
                        item.origin().span(),
                        "the items of the variable '" + name + "' differ: the first has " + show(first)
                                + ", this one has " + show(shape),
                        "Give all items the same sub-values, or none"
                                + where(items.getFirst().origin(), "; the first is from "));
                return;
            }
        }
    }

    private static String where(Origin origin, String words) {
        return origin.place()
                .map(place -> words + origin.layer() + ", " + place)
                .orElse("");
    }

    private static String show(Set<String> shape) {
        return shape.isEmpty() ? "no sub-values" : "the sub-values " + String.join(", ", shape);
    }

    private static Set<String> shape(VariableSetting.Item item) {
        return switch (item) {
            case VariableSetting.Item.Plain plain -> Set.of();
            case VariableSetting.Item.Parts parts -> new TreeSet<>(parts.parts().keySet());
        };
    }

    private void noNulls(VariableSetting.Item item) {
        switch (item) {
            case VariableSetting.Item.Plain(Setting.Text text) -> {
                if (text.text() == null) {
                    problem(
                            text.origin().span(),
                            "the variable '" + name + "' has no value",
                            "Set it in the test, in a host file or mode, or with -c variables." + name + "=...");
                }
            }
            case VariableSetting.Item.Parts parts -> {
                Set<String> missing = new LinkedHashSet<>();
                parts.parts().forEach((part, text) -> {
                    if (text.text() == null) {
                        missing.add(part);
                    }
                });
                if (!missing.isEmpty()) {
                    problem(
                            parts.origin().span(),
                            "the variable '" + name + "' has no value for its sub-value "
                                    + Suggestions.either(new ArrayList<>(missing)),
                            "Set it in the test, in a host file or mode, or with -c");
                }
            }
        }
    }

    private void problem(@Nullable Span span, String what, String help) {
        Problem problem = Problem.error(what).help(help);
        problems.add(span == null ? problem : span.mark(problem));
    }
}
