package io.pergola.plugin;

import io.pergola.model.Value;
import io.pergola.spi.ExpressionFunction;
import io.pergola.spi.FunctionException;
import io.pergola.spi.FunctionParameter;
import java.util.List;

/** A plugin's function, asked once what it is, and held to its contract. */
final class GuardedFunction implements ExpressionFunction, Offer {

    private static final String NAME = "[a-zA-Z_][a-zA-Z0-9_]*";

    private final ExpressionFunction inner;
    private final String name;
    private final List<FunctionParameter> parameters;
    private final String description;
    private final Guard guard;

    private GuardedFunction(ExpressionFunction inner, Said said, Guard guard) {
        this.inner = inner;
        this.name = said.name();
        this.parameters = said.parameters();
        this.description = said.description();
        this.guard = guard;
    }

    /** What a function says of itself. */
    private record Said(String name, List<FunctionParameter> parameters, String description) {}

    static GuardedFunction of(ExpressionFunction inner, JarFacts facts, PluginLimits limits)
            throws BrokenPluginException {
        ClassLoader loader = inner.getClass().getClassLoader();
        String type = inner.getClass().getName();
        var watch = new Watch(loader, limits.start());
        var said = new Said(
                watch.call(type + ".name()", inner::name),
                watch.call(type + ".parameters()", () -> List.copyOf(inner.parameters())),
                watch.call(type + ".description()", inner::description));
        check(said, type);
        return new GuardedFunction(
                inner, said, new Guard(facts, "the function " + said.name(), Watch.often(loader, limits.start())));
    }

    private static void check(Said said, String type) throws BrokenPluginException {
        if (!said.name().matches(NAME)) {
            throw new BrokenPluginException(
                    type + ".name() is '" + said.name() + "', which nobody could call",
                    "A name has letters, digits and _, and does not start with a digit.",
                    null);
        }
        boolean left = false;
        for (FunctionParameter parameter : said.parameters()) {
            if (left && !parameter.optional()) {
                throw new BrokenPluginException(
                        type + ".parameters() has '" + parameter.name() + "' after one that may be left out",
                        "Put the parameters that may be left out last.",
                        null);
            }
            left |= parameter.optional();
        }
    }

    @Override
    public Kind kind() {
        return Kind.FUNCTION;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<FunctionParameter> parameters() {
        return parameters;
    }

    @Override
    public String description() {
        return description;
    }

    JarFacts facts() {
        return guard.facts();
    }

    @Override
    public Value call(List<Value> arguments) {
        return guard.call("call()", FunctionException.class, () -> inner.call(arguments));
    }
}
