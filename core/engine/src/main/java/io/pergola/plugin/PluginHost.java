package io.pergola.plugin;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;
import org.pf4j.AbstractPluginManager;
import org.pf4j.DefaultExtensionFactory;
import org.pf4j.DefaultVersionManager;
import org.pf4j.ExtensionFactory;
import org.pf4j.ExtensionFinder;
import org.pf4j.IndexedExtensionFinder;
import org.pf4j.JarPluginLoader;
import org.pf4j.JarPluginRepository;
import org.pf4j.ManifestPluginDescriptorFinder;
import org.pf4j.Plugin;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginFactory;
import org.pf4j.PluginLoader;
import org.pf4j.PluginRepository;
import org.pf4j.PluginRuntimeException;
import org.pf4j.PluginStatusProvider;
import org.pf4j.PluginWrapper;
import org.pf4j.VersionManager;

/**
 * PF4J with what Pergola needs of it: jars with a manifest, named one by one. No directories of its own, no zip files, no
 * development mode, no status files.
 */
final class PluginHost extends AbstractPluginManager {

    PluginHost() {
        super(List.of());
    }

    @Override
    protected List<Path> createPluginsRoot() {
        return List.of();
    }

    @Override
    protected PluginRepository createPluginRepository() {
        return new JarPluginRepository(List.of());
    }

    @Override
    protected PluginFactory createPluginFactory() {
        return PluginHost::pluginObject;
    }

    @Override
    protected ExtensionFactory createExtensionFactory() {
        return new DefaultExtensionFactory();
    }

    @Override
    protected PluginDescriptorFinder createPluginDescriptorFinder() {
        return new ManifestPluginDescriptorFinder();
    }

    @Override
    protected ExtensionFinder createExtensionFinder() {
        return new IndexedExtensionFinder(this);
    }

    @Override
    protected PluginStatusProvider createPluginStatusProvider() {
        return new NothingDisabled();
    }

    @Override
    protected PluginLoader createPluginLoader() {
        return new ApiFirstLoader();
    }

    @Override
    protected VersionManager createVersionManager() {
        return new DefaultVersionManager();
    }

    /** Loads a jar that was found sound, and starts its {@code Plugin-Class} if it has one. Runs code of the jar. */
    PluginWrapper start(Path jar) {
        String id = loadPlugin(jar);
        startPlugin(id);
        PluginWrapper plugin = getPlugin(id);
        if (plugin.getFailedException() != null) {
            throw new PluginRuntimeException(plugin.getFailedException());
        }
        return plugin;
    }

    /** Like PF4J's own, except that what goes wrong is thrown and not logged. */
    private static Plugin pluginObject(PluginWrapper wrapper) {
        String name = wrapper.getDescriptor().getPluginClass();
        try {
            Class<?> type = wrapper.getPluginClassLoader().loadClass(name);
            return type.asSubclass(Plugin.class).getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw new PluginRuntimeException(e.getCause());
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new PluginRuntimeException(e);
        }
    }

    /** Puts the API of the host before the jar, and the jar before everything else. */
    private final class ApiFirstLoader extends JarPluginLoader {

        private final ClassLoader parent = new ApiLoader(PluginHost.class.getClassLoader());

        ApiFirstLoader() {
            super(PluginHost.this);
        }

        @Override
        protected PluginClassLoader createPluginClassLoader(Path jar, PluginDescriptor descriptor) {
            return new PluginClassLoader(pluginManager, descriptor, parent) {
                @Override
                protected boolean shouldDelegateToParent(String className) {
                    return ApiLoader.shares(className);
                }
            };
        }
    }

    /** What is disabled was left out before PF4J hears of it. */
    private static final class NothingDisabled implements PluginStatusProvider {

        @Override
        public boolean isPluginDisabled(String pluginId) {
            return false;
        }

        @Override
        public void disablePlugin(String pluginId) {
            throw new UnsupportedOperationException("Plugins are disabled in Pergola's configuration");
        }

        @Override
        public void enablePlugin(String pluginId) {
            throw new UnsupportedOperationException("Plugins are enabled in Pergola's configuration");
        }
    }
}
