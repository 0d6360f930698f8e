package io.pergola.plugin;

import io.pergola.model.PluginException;
import io.pergola.model.Problem;
import io.pergola.spi.Scheduler;
import io.pergola.spi.SchedulerContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The plugins of this site: the jars of some directories, and the schedulers in them. A broken jar is reported and the others
 * work. Nothing is read before it is asked for. Safe for use by several threads.
 */
public final class PluginCatalog {

    private final List<Path> unread;
    private final Set<String> disabled;
    private final PluginLimits limits;
    private final List<Problem> directoryProblems = new ArrayList<>();
    private final List<PluginJar> jars = new ArrayList<>();
    private final Claims claims = new Claims();
    private @Nullable PluginOpener opener;

    private PluginCatalog(List<Path> directories, Set<String> disabled, PluginLimits limits) {
        this.unread = directories.stream()
                .map(directory -> directory.toAbsolutePath().normalize())
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
        this.disabled = Set.copyOf(disabled);
        this.limits = limits;
    }

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
        return new PluginCatalog(directories, disabled, limits);
    }

    /** Every jar of every directory, strongest directory first, then by file name. Opens all of them. */
    public synchronized List<PluginReport> plugins() {
        openAll();
        return jars.stream().map(PluginJar::report).toList();
    }

    /** Every scheduler that can be used, by name, in the names' order. Opens all jars. */
    public synchronized Map<String, LoadedScheduler> schedulers() {
        openAll();
        return claims.all();
    }

    /** What is wrong with the jars and directories that were opened so far; after {@link #plugins()}, with all of them. */
    public synchronized List<Problem> problems() {
        return Stream.concat(directoryProblems.stream(), jars.stream().flatMap(jar -> jar.problems().stream()))
                .toList();
    }

    /**
     * The scheduler of a name, made on first use. Opens directories only until it is found. Whatever goes wrong in it later
     * comes as a {@link io.pergola.model.SchedulerException} that names the plugin and its jar.
     *
     * @param name what tests write after {@code scheduler:}
     * @param context given to the plugin when its scheduler is made, which happens at most once; ignored later
     * @throws PluginException if no plugin offers it, or its plugin is broken
     */
    public synchronized Scheduler scheduler(String name, SchedulerContext context) {
        while (!claims.has(name) && !unread.isEmpty()) {
            openNext();
        }
        return claims.find(name)
                .orElseThrow(() -> new PluginException(absent(name), null))
                .scheduler(context);
    }

    /** Names what there is, and every broken jar, since the one that is wanted may be among them. */
    private String absent(String name) {
        Set<String> known = schedulers().keySet();
        String why =
                disabled.contains("sched." + name) ? "is disabled by the configuration" : "is offered by no plugin";
        String broken = problems().stream()
                .filter(Problem::isError)
                .map(problem -> "\n" + problem.what() + ". " + problem.help().orElse(""))
                .collect(Collectors.joining());
        return "The scheduler " + name + " " + why + "; there are: "
                + (known.isEmpty() ? "none" : String.join(", ", known)) + broken;
    }

    private void openAll() {
        while (!unread.isEmpty()) {
            openNext();
        }
    }

    /** Opens the strongest directory that is still closed. */
    private void openNext() {
        PluginDirectory directory = PluginDirectory.read(unread.removeFirst());
        directoryProblems.addAll(directory.problems());
        List<PluginJar> found =
                directory.jars().stream().map(PluginOpener::inspect).toList();
        jars.addAll(found);
        found.stream().filter(jar -> disabled.contains(jar.facts().id())).forEach(PluginJar::disable);
        claims.settleIds(found.stream().filter(PluginJar::wanted).toList());
        found.stream().filter(PluginJar::wanted).forEach(this::open);
        claims.settleSchedulers(found);
    }

    private void open(PluginJar jar) {
        if (opener == null) {
            opener = new PluginOpener(limits);
        }
        opener.open(jar);
        jar.offers().removeIf(offer -> disabled.contains("sched." + offer.name()));
    }
}
