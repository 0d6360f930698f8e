package io.pergola.lint;

import io.pergola.config.Setting;
import io.pergola.config.VariableSetting;
import io.pergola.expr.ArgumentException;
import io.pergola.expr.DeferredException;
import io.pergola.expr.ExpressionException;
import io.pergola.expr.Functions;
import io.pergola.expr.Item;
import io.pergola.expr.PythonRegex;
import io.pergola.expr.Template;
import io.pergola.expr.Variable;
import io.pergola.expr.VariableReference;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds conditions that hold always or never, whatever the machine. What is not certain is left alone. */
final class ConditionLint {

    private final Texts texts;
    private final LayerFacts layers;
    private final Findings findings;

    ConditionLint(Texts texts, LayerFacts layers, Findings findings) {
        this.texts = texts;
        this.layers = layers;
        this.findings = findings;
    }

    void check(Setting.Group settings, String test) {
        Map<String, Setting> only = settings.group("only_if").entries();
        Map<String, Setting> not = settings.group("not_if").entries();
        only.forEach((text, setting) -> {
            if (setting instanceof Setting.Listing listing && !layers.conditions(text)) {
                only(settings, test, text, listing, not.get(text));
            }
        });
        not.forEach((text, setting) -> {
            if (setting instanceof Setting.Listing listing && !layers.conditions(text)) {
                not(settings, test, text, listing);
            }
        });
    }

    private void only(
            Setting.Group settings, String test, String text, Setting.Listing listing, @Nullable Setting against) {
        String path = test + ".only_if." + text;
        if (against instanceof Setting.Listing not && patterns(not).containsAll(patterns(listing))) {
            tell(
                    listing,
                    path + ": not_if excludes all that this allows, so the test never runs",
                    "Take one of them out");
            return;
        }
        List<String> values = values(settings, text);
        if (!values.isEmpty() && certain(listing) && values.stream().noneMatch(value -> matches(listing, value))) {
            tell(
                    listing,
                    path + ": it is always " + shown(values) + ", which matches none of these, so the test never runs",
                    "Mend the expressions, or take the condition out");
        }
    }

    private void not(Setting.Group settings, String test, String text, Setting.Listing listing) {
        String path = test + ".not_if." + text;
        List<String> values = values(settings, text);
        if (values.isEmpty() || !certain(listing)) {
            return;
        }
        if (values.stream().allMatch(value -> matches(listing, value))) {
            tell(
                    listing,
                    path + ": it is always " + shown(values) + ", which matches, so the test never runs",
                    "Mend the expressions, or take the condition out");
        } else if (values.stream().noneMatch(value -> matches(listing, value))) {
            tell(
                    listing,
                    path + ": it is always " + shown(values) + ", which matches none of these, so this skips nothing",
                    "Mend the expressions, or take the condition out");
        }
    }

    private static String shown(List<String> values) {
        List<String> quoted =
                values.stream().limit(5).map(value -> "'" + value + "'").toList();
        return String.join(" or ", quoted) + (values.size() > 5 ? " ..." : "");
    }

    private void tell(Setting.Listing listing, String what, String help) {
        Problem problem = Problem.warning(what).help(help);
        findings.add(
                Rule.UNREACHABLE_CONDITION,
                listing.origin().span() == null
                        ? problem
                        : listing.origin().span().mark(problem));
    }

    private static Set<String> patterns(Setting.Listing listing) {
        Set<String> patterns = new HashSet<>();
        listing.items().forEach(item -> patterns.add(item.value().orElse("")));
        return patterns;
    }

    /** True if the expressions are the same for every run. */
    private boolean certain(Setting.Listing listing) {
        return patterns(listing).stream()
                .allMatch(
                        text -> texts.template(text).filter(Template::isLiteral).isPresent());
    }

    private static boolean matches(Setting.Listing listing, String value) {
        return patterns(listing).stream().anyMatch(pattern -> matches(pattern, value));
    }

    private static boolean matches(String pattern, String value) {
        try {
            String whole = pattern.endsWith("$") ? pattern : pattern + "$";
            return PythonRegex.matchStart(PythonRegex.compile(whole), value).isPresent();
        } catch (ExpressionException | ArgumentException e) {
            return true;
        }
    }

    /** All that a text can come to; empty if that is not certain. */
    private List<String> values(Setting.Group settings, String text) {
        Optional<Template> template = texts.template(text);
        if (template.isEmpty()) {
            return List.of();
        }
        List<VariableReference> references = template.get().references();
        if (references.isEmpty()) {
            return value(template.get(), new Variable.Deferred()).map(List::of).orElse(List.of());
        }
        VariableReference only = references.getFirst();
        boolean simple = references.size() == 1
                && only.selection() == VariableReference.Selection.NONE
                && only.sub() == null
                && (only.set() == null || only.set().equals("var"))
                && !text.contains("[~");
        if (!simple || layers.defines(only.name())) {
            return List.of();
        }
        List<String> items = items(settings, only.name());
        List<String> values = new ArrayList<>();
        for (String item : permuted(settings, only.name())
                ? items
                : items.stream().limit(1).toList()) {
            value(template.get(), new Variable.Known(List.of(Item.of(item)))).ifPresent(values::add);
        }
        return values.size() == items.size() || !permuted(settings, only.name()) ? values : List.of();
    }

    private static boolean permuted(Setting.Group settings, String name) {
        return settings.list("permute_on").stream()
                .map(item -> item.value().orElse("").strip())
                .anyMatch(item -> item.equals(name) || item.equals("var." + name));
    }

    /** The literal items of a variable; empty if it is not made of such, or has only a default, which is there to be replaced. */
    private List<String> items(Setting.Group settings, String name) {
        @Nullable VariableSetting setting = settings.find("variables").orElse(null) instanceof Setting.Variables variables
                ? variables.byName().get(name)
                : null;
        if (setting == null || setting.items() == null) {
            return List.of();
        }
        List<String> items = VariableTexts.items(setting).stream()
                .map(item -> item instanceof VariableSetting.Item.Plain(Setting.Text text) ? text.text() : null)
                .filter(Objects::nonNull)
                .filter(item -> texts.template(item).filter(Template::isLiteral).isPresent())
                .toList();
        return items.size() == VariableTexts.items(setting).size() ? items : List.of();
    }

    private static Optional<String> value(Template template, Variable variable) {
        try {
            Value value = template.resolve((set, name) -> Optional.of(variable), Functions.builtIn());
            return value instanceof Value.Text(String text) ? Optional.of(text) : Optional.empty();
        } catch (ExpressionException | DeferredException e) {
            return Optional.empty();
        }
    }
}
