package io.pergola.plugin;

import io.pergola.spi.ExpressionFunction;
import io.pergola.spi.ResultParser;
import io.pergola.spi.SchedulerInfo;
import io.pergola.spi.SchedulerProvider;
import io.pergola.spi.SystemVariable;
import io.pergola.spi.policy.SchedulingPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.pf4j.ExtensionPoint;
import org.pf4j.PluginWrapper;

/** Turns jars into offers; whatever is wrong with a jar stays in it as a problem. */
final class PluginOpener {

    private static final List<Class<? extends ExtensionPoint>> POINTS = List.of(
            SchedulerProvider.class,
            ExpressionFunction.class,
            SystemVariable.class,
            ResultParser.class,
            SchedulingPolicy.class);

    private final PluginHost host = new PluginHost();
    private final PluginLimits limits;

    PluginOpener(PluginLimits limits) {
        this.limits = limits;
    }

    /** Reads a jar without running its code. */
    static PluginJar inspect(Path jar) {
        try {
            var plugin = new PluginJar(JarFacts.read(jar));
            JarCheck.problem(plugin.facts()).ifPresent(plugin::add);
            return plugin;
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            var plugin = new PluginJar(JarFacts.unreadable(jar));
            plugin.add(JarCheck.unreadable(jar, e.toString()));
            return plugin;
        }
    }

    /** Runs a sound jar's constructors and asks what it offers. */
    void open(PluginJar plugin) {
        Path jar = plugin.facts().jar();
        try {
            PluginWrapper wrapper = new Watch(PluginHost.class.getClassLoader(), limits.start())
                    .call("its Plugin-Class", () -> host.start(jar));
            for (String extension : plugin.facts().extensions()) {
                plugin.offers().add(offer(plugin.facts(), wrapper.getPluginClassLoader(), extension));
            }
        } catch (BrokenPluginException e) {
            plugin.offers().clear();
            plugin.add(JarCheck.of(jar, e.said(), e.help()));
        }
    }

    private Offer offer(JarFacts facts, ClassLoader loader, String extension) throws BrokenPluginException {
        var watch = new Watch(loader, limits.start());
        ExtensionPoint made = watch.call("the constructor of " + extension, () -> extension(loader, extension));
        Offer offer =
                switch (made) {
                    case ExpressionFunction function -> GuardedFunction.of(function, facts, limits);
                    case SystemVariable variable -> GuardedVariable.of(variable, facts, limits);
                    case ResultParser parser -> GuardedParser.of(parser, facts, limits);
                    case SchedulingPolicy policy -> GuardedPolicy.of(policy, facts, limits);
                    default -> scheduler(facts, (SchedulerProvider) made, watch);
                };
        if (!facts.mayOffer(offer.kind())) {
            throw new BrokenPluginException(
                    "it offers " + offer.kind().named(offer.name()) + ", which its Plugin-Offers '" + facts.offers()
                            + "' does not list",
                    "Write all that it offers there, or leave the entry out.",
                    null);
        }
        return offer;
    }

    private Offer scheduler(JarFacts facts, SchedulerProvider provider, Watch watch) throws BrokenPluginException {
        SchedulerInfo info = watch.call(provider.getClass().getName() + ".info()", provider::info);
        return new SchedulerOffer(
                new LoadedScheduler(info, facts.jar(), facts.id(), facts.version()), provider, limits);
    }

    private ExtensionPoint extension(ClassLoader loader, String extension)
            throws ClassNotFoundException, BrokenPluginException {
        Class<?> type = loader.loadClass(extension);
        if (POINTS.stream().noneMatch(point -> point.isAssignableFrom(type))) {
            throw new BrokenPluginException(
                    extension + " offers nothing that Pergola knows",
                    "Let it implement "
                            + POINTS.stream().map(Class::getName).collect(Collectors.joining(", "))
                            + ", or take @Extension from it.",
                    null);
        }
        return host.getExtensionFactory().create(type.asSubclass(ExtensionPoint.class));
    }
}
