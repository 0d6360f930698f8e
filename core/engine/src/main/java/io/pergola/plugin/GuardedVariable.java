package io.pergola.plugin;

import io.pergola.model.PluginException;
import io.pergola.model.Value;
import io.pergola.spi.SystemVariable;
import io.pergola.spi.VariableContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A plugin's system variable, asked once what it is, and held to its contract. */
final class GuardedVariable implements SystemVariable, Offer {

    private static final String NAME = "[a-zA-Z][a-zA-Z0-9_]*";

    private final SystemVariable inner;
    private final String name;
    private final String description;
    private final boolean deferred;
    private final Guard guard;

    private GuardedVariable(SystemVariable inner, Said said, Guard guard) {
        this.inner = inner;
        this.name = said.name();
        this.description = said.description();
        this.deferred = said.deferred();
        this.guard = guard;
    }

    /** What a variable says of itself. */
    private record Said(String name, String description, boolean deferred) {}

    static GuardedVariable of(SystemVariable inner, JarFacts facts, PluginLimits limits) throws BrokenPluginException {
        ClassLoader loader = inner.getClass().getClassLoader();
        String type = inner.getClass().getName();
        var watch = new Watch(loader, limits.start());
        var said = new Said(
                watch.call(type + ".name()", inner::name),
                watch.call(type + ".description()", inner::description),
                watch.call(type + ".deferred()", inner::deferred));
        if (!said.name().matches(NAME)) {
            throw new BrokenPluginException(
                    type + ".name() is '" + said.name() + "', which nobody could use",
                    "A name has letters, digits and _, and starts with a letter.",
                    null);
        }
        return new GuardedVariable(
                inner, said, new Guard(facts, "the system variable " + said.name(), new Watch(loader, limits.start())));
    }

    @Override
    public Kind kind() {
        return Kind.VARIABLE;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public boolean deferred() {
        return deferred;
    }

    JarFacts facts() {
        return guard.facts();
    }

    @Override
    public Value value(VariableContext context) {
        Value value = guard.call("value()", PluginException.class, () -> inner.value(context));
        String wrong = wrong(value);
        if (!wrong.isEmpty()) {
            throw guard.broken("value() returned " + wrong, Faults.TELL_THE_AUTHOR, null);
        }
        return value;
    }

    /** Why no variable can have that value. */
    private static String wrong(Value value) {
        List<Value> items = value instanceof Value.Items(List<Value> values) ? values : List.of(value);
        Set<Set<String>> parts = new HashSet<>();
        for (Value item : items) {
            boolean flat = item instanceof Value.Entries(var entries)
                    ? !entries.isEmpty() && entries.values().stream().allMatch(GuardedVariable::scalar)
                    : scalar(item);
            if (!flat) {
                return "something other than a text, a list of texts, a mapping of texts or a list of such mappings";
            }
            parts.add(item instanceof Value.Entries(var entries) ? entries.keySet() : Set.of());
        }
        return parts.size() > 1 ? "a list whose items do not have the same parts" : "";
    }

    private static boolean scalar(Value value) {
        return switch (value) {
            case Value.Text _, Value.Int _, Value.Real _, Value.Bool _ -> true;
            case Value.Items _, Value.Entries _, Value.Null _ -> false;
        };
    }
}
