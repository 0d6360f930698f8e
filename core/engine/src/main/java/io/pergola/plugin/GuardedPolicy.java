package io.pergola.plugin;

import io.pergola.model.PluginException;
import io.pergola.spi.policy.Decision;
import io.pergola.spi.policy.PolicyCapabilities;
import io.pergola.spi.policy.SchedulingPolicy;
import io.pergola.spi.policy.SchedulingSnapshot;
import java.util.List;

/** A plugin's scheduling policy, asked once what it is, and held to its contract. */
final class GuardedPolicy implements SchedulingPolicy, Offer {

    private static final String NAME = "[a-z][a-z0-9_]*";

    private final SchedulingPolicy inner;
    private final String name;
    private final String description;
    private final PolicyCapabilities capabilities;
    private final Guard guard;

    private GuardedPolicy(SchedulingPolicy inner, Said said, Guard guard) {
        this.inner = inner;
        this.name = said.name();
        this.description = said.description();
        this.capabilities = said.capabilities();
        this.guard = guard;
    }

    /** What a policy says of itself. */
    private record Said(String name, String description, PolicyCapabilities capabilities) {}

    static GuardedPolicy of(SchedulingPolicy inner, JarFacts facts, PluginLimits limits) throws BrokenPluginException {
        ClassLoader loader = inner.getClass().getClassLoader();
        String type = inner.getClass().getName();
        var watch = new Watch(loader, limits.start());
        var said = new Said(
                watch.call(type + ".name()", inner::name),
                watch.call(type + ".description()", inner::description),
                watch.call(type + ".capabilities()", inner::capabilities));
        if (!said.name().matches(NAME)) {
            throw new BrokenPluginException(
                    type + ".name() is '" + said.name() + "', which nobody could choose",
                    "A name has small letters, digits and _, and starts with a letter.",
                    null);
        }
        return new GuardedPolicy(
                inner, said, new Guard(facts, Kind.POLICY.named(said.name()), Watch.often(loader, limits.start())));
    }

    @Override
    public Kind kind() {
        return Kind.POLICY;
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
    public PolicyCapabilities capabilities() {
        return capabilities;
    }

    LoadedPolicy loaded() {
        JarFacts facts = guard.facts();
        return new LoadedPolicy(this, facts.jar(), facts.id(), facts.version());
    }

    @Override
    public List<Decision> schedule(SchedulingSnapshot snapshot) {
        return guard.call("schedule()", PluginException.class, () -> List.copyOf(inner.schedule(snapshot)));
    }
}
