package io.pergola.explain;

import io.pergola.config.Setting;
import io.pergola.config.VariableSetting;
import io.pergola.expr.DeferredException;
import io.pergola.expr.ExpressionException;
import io.pergola.expr.Functions;
import io.pergola.expr.Item;
import io.pergola.expr.Scope;
import io.pergola.expr.Template;
import io.pergola.expr.Variable;
import io.pergola.model.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables of a test that cannot be resolved, as far as they come: what fails counts as not known. */
final class Draft implements Scope {

    private static final int DEEPEST = 200;

    private final SequencedMap<String, VariableSetting> settings;
    private final VariableSets others;
    private final Functions functions;
    private final Map<String, Variable> known = new HashMap<>();
    private final Set<String> busy = new HashSet<>();

    private Draft(Setting.Variables settings, VariableSets others, Functions functions) {
        this.settings = settings.byName();
        this.others = others;
        this.functions = functions;
    }

    static VariableSets of(Setting.Variables settings, VariableSets others, Functions functions) {
        var draft = new Draft(settings, others, functions);
        VariableSets all = others;
        for (String name : settings.byName().keySet()) {
            all = all.with("var", name, draft.find("var", name).orElse(new Variable.Deferred()));
        }
        return all;
    }

    @Override
    public Optional<Variable> find(@Nullable String set, String name) {
        @Nullable VariableSetting own = set == null || set.equals("var") ? settings.get(name) : null;
        if (own == null) {
            return others.find(set, name);
        }
        @Nullable Variable done = known.get(name);
        if (done == null) {
            if (busy.size() > DEEPEST || !busy.add(name)) {
                return Optional.of(new Variable.Deferred());
            }
            done = variable(Items.of(own));
            busy.remove(name);
            known.put(name, done);
        }
        return Optional.of(done);
    }

    private Variable variable(List<VariableSetting.Item> items) {
        try {
            return new Variable.Known(items.stream().map(this::item).toList());
        } catch (ExpressionException | DeferredException e) {
            return new Variable.Deferred();
        }
    }

    private Item item(VariableSetting.Item item) {
        return switch (item) {
            case VariableSetting.Item.Plain(Setting.Text text) -> new Item.Single(value(text));
            case VariableSetting.Item.Parts given -> {
                var parts = new LinkedHashMap<String, Value>();
                given.parts().forEach((name, text) -> parts.put(name, value(text)));
                yield new Item.Parts(parts);
            }
        };
    }

    private Value value(Setting.Text text) {
        return Template.parse(text.value().orElse("")).resolve(this, functions);
    }
}
