package io.pergola.plugin;

import io.pergola.spi.SchedulerInfo;
import io.pergola.spi.SchedulerProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.pf4j.PluginWrapper;

/** Turns jars into offers; whatever is wrong with a jar stays in it as a problem. */
final class PluginOpener {

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
        SchedulerProvider provider = watch.call("the constructor of " + extension, () -> provider(loader, extension));
        SchedulerInfo info = watch.call(extension + ".info()", provider::info);
        return new Offer(new LoadedScheduler(info, facts.jar(), facts.id(), facts.version()), provider, limits);
    }

    private SchedulerProvider provider(ClassLoader loader, String extension)
            throws ClassNotFoundException, BrokenPluginException {
        Class<?> type = loader.loadClass(extension);
        if (!SchedulerProvider.class.isAssignableFrom(type)) {
            throw new BrokenPluginException(
                    extension + " offers nothing that Pergola knows",
                    "Let it implement " + SchedulerProvider.class.getName() + ", or take @Extension from it.",
                    null);
        }
        return host.getExtensionFactory().create(type.asSubclass(SchedulerProvider.class));
    }
}
