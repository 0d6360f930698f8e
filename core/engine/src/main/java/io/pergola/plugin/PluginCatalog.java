package io.pergola.plugin;

import io.pergola.model.Problem;
import io.pergola.spi.Scheduler;
import io.pergola.spi.SchedulerContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The plugins of this site: the jars of some directories, and the schedulers in them. A broken jar is reported and the others
 * work. Nothing is read before it is asked for. Safe for use by several threads.
 */
public final class PluginCatalog {

    private PluginCatalog() {}

    /** As {@link #load(List, Set, PluginLimits)}, with the limits that are promised to plugin authors. */
    public static PluginCatalog load(List<Path> directories, Set<String> disabled) {
        return load(directories, disabled, PluginLimits.DEFAULTS);
    }

    /**
     * Prepares a catalog; reads nothing yet.
     *
     * @param directories where jars may lie, strongest first: if two offer the same scheduler, the first has it. One that does
     *     not exist holds nothing
     * @param disabled plugin ids, or {@code sched.NAME} for a single scheduler, that are not to be used
     * @param limits how long a plugin may take
     */
    public static PluginCatalog load(List<Path> directories, Set<String> disabled, PluginLimits limits) {
        throw new UnsupportedOperationException();
    }

    /** Every jar of every directory, strongest directory first, then by file name. Opens all of them. */
    public List<PluginReport> plugins() {
        throw new UnsupportedOperationException();
    }

    /** Every scheduler that can be used, by name, in the names' order. Opens all jars. */
    public Map<String, LoadedScheduler> schedulers() {
        throw new UnsupportedOperationException();
    }

    /** What is wrong with the jars and directories that were opened so far; after {@link #plugins()}, with all of them. */
    public List<Problem> problems() {
        throw new UnsupportedOperationException();
    }

    /**
     * The scheduler of a name, made on first use. Opens directories only until it is found. Whatever goes wrong in it later
     * comes as a {@link io.pergola.model.SchedulerException} that names the plugin and its jar.
     *
     * @param name what tests write after {@code scheduler:}
     * @param context given to the plugin when its scheduler is made, which happens at most once; ignored later
     * @throws io.pergola.model.PluginException if no plugin offers it, or its plugin is broken
     */
    public Scheduler scheduler(String name, SchedulerContext context) {
        throw new UnsupportedOperationException();
    }
}
