package io.pergola.explain;

import io.pergola.config.Origin;
import io.pergola.config.Setting;
import io.pergola.config.VariableSetting;
import io.pergola.expr.DeferredException;
import io.pergola.expr.ExpressionException;
import io.pergola.expr.Functions;
import io.pergola.expr.Item;
import io.pergola.expr.Template;
import io.pergola.expr.Variable;
import io.pergola.expr.VariableReference;
import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes single texts apart: what they come to, and what goes into them. */
final class Values {

    private final VariableSets scope;
    private final Functions functions;
    private final Setting.Variables variables;

    Values(VariableSets scope, Functions functions, Setting.Variables variables) {
        this.scope = scope;
        this.functions = functions;
        this.variables = variables;
    }

    Outcome outcome(String text) {
        try {
            return new Outcome.Known(Template.parse(text).resolve(scope, functions));
        } catch (DeferredException e) {
            return new Outcome.Deferred();
        } catch (ExpressionException e) {
            return new Outcome.Failed(String.valueOf(e.getMessage()));
        }
    }

    /** A text with what goes into it; nothing does where it is taken {@code literally}. */
    Explained text(String key, Setting.Text text, List<Step> chain, boolean literally) {
        Optional<String> written = text.value();
        String source = written.orElse("");
        Outcome outcome = written.isEmpty()
                ? new Outcome.Known(Value.NULL)
                : literally ? new Outcome.Known(Value.of(source)) : outcome(source);
        boolean plain = literally || written.isEmpty();
        return new Explained(
                key,
                outcome,
                written,
                chain,
                plain ? List.of() : filled(source),
                plain ? List.of() : uses(source),
                List.of());
    }

    private List<Explained.Filled> filled(String source) {
        return template(source).map(Template::expressions).orElse(List.of()).stream()
                .map(text -> new Explained.Filled(text, outcome(text)))
                .toList();
    }

    /** A key that is itself a text to be filled in. */
    Explained clause(Explained listing, String name) {
        return new Explained(
                listing.key(),
                listing.outcome(),
                listing.written(),
                listing.chain(),
                filled(name),
                uses(name),
                listing.items());
    }

    private static Optional<Template> template(String source) {
        try {
            return Optional.of(Template.parse(source));
        } catch (ExpressionException e) {
            return Optional.empty();
        }
    }

    private List<Used> uses(String source) {
        return uses(source, new HashSet<>());
    }

    private List<Used> uses(String source, Set<String> seen) {
        List<Used> uses = new ArrayList<>();
        var here = new HashSet<String>();
        for (VariableReference reference :
                template(source).map(Template::references).orElse(List.of())) {
            Used used = used(reference, seen);
            if (here.add(used.name())) {
                uses.add(used);
            }
        }
        return uses;
    }

    private Used used(VariableReference reference, Set<String> seen) {
        String set = scope.setOf(reference.set(), reference.name()).orElse("");
        if (set.isEmpty()) {
            return new Used(reference.qualifiedName(), new Outcome.Failed("no such variable"), List.of(), List.of());
        }
        @Nullable String sub = reference.sub();
        String name = set + "." + reference.name() + (sub == null ? "" : "." + sub);
        Outcome outcome = outcome(scope.find(set, reference.name()).orElse(new Variable.Deferred()), sub);
        @Nullable VariableSetting own = set.equals("var") ? variables.byName().get(reference.name()) : null;
        if (own == null) {
            return new Used(name, outcome, List.of(Step.machine(set)), List.of());
        }
        List<Used> below = seen.add(name) ? below(own, sub, seen) : List.of();
        return new Used(name, outcome, Step.chain(origin(own, sub)), below);
    }

    private List<Used> below(VariableSetting own, @Nullable String sub, Set<String> seen) {
        List<Used> below = new ArrayList<>();
        Items.of(own).stream()
                .flatMap(item -> texts(item, sub))
                .forEach(text -> below.addAll(uses(text.value().orElse(""), seen)));
        return below;
    }

    /** Of a variable with one item, the sub-value's own origin is closer. */
    private static Origin origin(VariableSetting own, @Nullable String sub) {
        List<VariableSetting.Item> items = Items.of(own);
        if (sub != null && items.size() == 1 && items.getFirst() instanceof VariableSetting.Item.Parts parts) {
            Setting.@Nullable Text text = parts.parts().get(sub);
            return text == null ? own.origin() : text.origin();
        }
        return own.origin();
    }

    private static Stream<Setting.Text> texts(VariableSetting.Item item, @Nullable String sub) {
        return switch (item) {
            case VariableSetting.Item.Plain(Setting.Text text) -> Stream.of(text);
            case VariableSetting.Item.Parts given ->
                given.parts().entrySet().stream()
                        .filter(part -> sub == null || part.getKey().equals(sub))
                        .map(part -> part.getValue());
        };
    }

    /** The value of a variable, or of its sub-values; a list if it has several items. */
    Outcome outcome(Variable variable, @Nullable String sub) {
        if (!(variable instanceof Variable.Known(List<Item> items))) {
            return new Outcome.Deferred();
        }
        List<Value> values = items.stream().map(item -> value(item, sub)).toList();
        return new Outcome.Known(values.size() == 1 ? values.getFirst() : new Value.Items(values));
    }

    private static Value value(Item item, @Nullable String sub) {
        return switch (item) {
            case Item.Single(Value value) -> value;
            case Item.Parts(var parts) -> sub == null ? new Value.Entries(parts) : parts.getOrDefault(sub, Value.NULL);
        };
    }

    Optional<Outcome> variable(String name) {
        return scope.find("var", name).map(variable -> outcome(variable, null));
    }
}
