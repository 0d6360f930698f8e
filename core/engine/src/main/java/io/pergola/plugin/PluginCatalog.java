package io.pergola.plugin;

import io.pergola.model.PluginException;
import io.pergola.model.Problem;
import io.pergola.spi.Scheduler;
import io.pergola.spi.SchedulerContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The plugins of this site: the jars of some directories, and the schedulers, functions, system variables, result parsers and
 * scheduling policies in them. A broken jar is reported and the others work. Nothing is read before it is asked for, and a jar that says what kinds it offers is opened only
 * for those. Safe for use by several threads.
 */
public final class PluginCatalog {

    private final List<Path> unread;
    private final Set<String> disabled;
    private final PluginLimits limits;
    private final List<PluginShelf> shelves = new ArrayList<>();
    private final Claims claims;
    private @Nullable PluginOpener opener;

    private PluginCatalog(List<Path> directories, Set<String> disabled, PluginLimits limits, BuiltInNames builtIn) {
        this.unread = directories.stream()
                .map(directory -> directory.toAbsolutePath().normalize())
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
        this.disabled = Set.copyOf(disabled);
        this.limits = limits;
        this.claims = new Claims(builtIn);
    }

    /** As the other, with no names that are taken, and the limits that are promised to plugin authors. */
    public static PluginCatalog load(List<Path> directories, Set<String> disabled) {
        return load(directories, disabled, PluginLimits.DEFAULTS, BuiltInNames.NONE);
    }

    /**
     * Prepares a catalog; reads nothing yet.
     *
     * @param directories where jars may lie, strongest first: if two offer the same scheduler, the first has it. One that does
     *     not exist holds nothing
     * @param disabled plugin ids, or {@code sched.NAME}, {@code function.NAME}, {@code sys.NAME}, {@code result.NAME}, {@code
     *     policy.NAME} for a single scheduler, function, system variable, result parser or scheduling policy, that are not to be used
     * @param limits how long a plugin may take
     * @param builtIn the names that plugins may not take
     */
    public static PluginCatalog load(
            List<Path> directories, Set<String> disabled, PluginLimits limits, BuiltInNames builtIn) {
        return new PluginCatalog(directories, disabled, limits, builtIn);
    }

    /** Every jar of every directory, strongest directory first, then by file name. Opens all of them. */
    public synchronized List<PluginReport> plugins() {
        for (Kind kind : Kind.values()) {
            settleAll(kind);
        }
        return jars().map(PluginJar::report).toList();
    }

    private Stream<PluginJar> jars() {
        return shelves.stream().flatMap(shelf -> shelf.jars().stream());
    }

    /** Every scheduler that can be used, by name, in the names' order. Opens all jars that may have one. */
    public synchronized Map<String, LoadedScheduler> schedulers() {
        settleAll(Kind.SCHEDULER);
        var all = new TreeMap<String, LoadedScheduler>();
        claims.all(Kind.SCHEDULER, SchedulerOffer.class).forEach(offer -> all.put(offer.name(), offer.what()));
        return Collections.unmodifiableSortedMap(all);
    }

    /** Every function that can be used, in the names' order. Opens all jars that may have one. */
    public synchronized List<LoadedFunction> functions() {
        settleAll(Kind.FUNCTION);
        return claims.all(Kind.FUNCTION, GuardedFunction.class).stream()
                .map(PluginCatalog::loaded)
                .toList();
    }

    /** Every system variable that can be used, in the names' order. Opens all jars that may have one. */
    public synchronized List<LoadedVariable> variables() {
        settleAll(Kind.VARIABLE);
        return claims.all(Kind.VARIABLE, GuardedVariable.class).stream()
                .map(PluginCatalog::loaded)
                .toList();
    }

    private static LoadedFunction loaded(GuardedFunction function) {
        JarFacts facts = function.facts();
        return new LoadedFunction(function, facts.jar(), facts.id(), facts.version());
    }

    private static LoadedVariable loaded(GuardedVariable variable) {
        JarFacts facts = variable.facts();
        return new LoadedVariable(variable, facts.jar(), facts.id(), facts.version());
    }

    /** The function of a name. Opens jars that may have one, directory by directory, until it is found. */
    public synchronized Optional<LoadedFunction> function(String name) {
        search(Kind.FUNCTION, name);
        return claims.find(Kind.FUNCTION, GuardedFunction.class, name).map(PluginCatalog::loaded);
    }

    /** The system variable of a name. Opens jars that may have one, directory by directory, until it is found. */
    public synchronized Optional<LoadedVariable> variable(String name) {
        search(Kind.VARIABLE, name);
        return claims.find(Kind.VARIABLE, GuardedVariable.class, name).map(PluginCatalog::loaded);
    }

    /** Every result parser that can be used, in the names' order. Opens all jars that may have one. */
    public synchronized List<LoadedParser> parsers() {
        settleAll(Kind.PARSER);
        return claims.all(Kind.PARSER, GuardedParser.class).stream()
                .map(GuardedParser::loaded)
                .toList();
    }

    /** The result parser of a name. Opens jars that may have one, directory by directory, until it is found. */
    public synchronized Optional<LoadedParser> parser(String name) {
        search(Kind.PARSER, name);
        return claims.find(Kind.PARSER, GuardedParser.class, name).map(GuardedParser::loaded);
    }

    /** Every scheduling policy that can be used, in the names' order. Opens all jars that may have one. */
    public synchronized List<LoadedPolicy> policies() {
        settleAll(Kind.POLICY);
        return claims.all(Kind.POLICY, GuardedPolicy.class).stream()
                .map(GuardedPolicy::loaded)
                .toList();
    }

    /** The scheduling policy of a name. Opens jars that may have one, directory by directory, until it is found. */
    public synchronized Optional<LoadedPolicy> policy(String name) {
        search(Kind.POLICY, name);
        return claims.find(Kind.POLICY, GuardedPolicy.class, name).map(GuardedPolicy::loaded);
    }

    /** What is wrong with the jars and directories that were opened so far; after {@link #plugins()}, with all of them. */
    public synchronized List<Problem> problems() {
        return Stream.concat(
                        shelves.stream().flatMap(shelf -> shelf.problems().stream()),
                        jars().flatMap(jar -> jar.problems().stream()))
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
        search(Kind.SCHEDULER, name);
        return claims.find(Kind.SCHEDULER, SchedulerOffer.class, name)
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

    private void search(Kind kind, String name) {
        for (int i = 0; !claims.has(kind, name) && shelf(i).isPresent(); i++) {
            settle(kind, shelves.get(i));
        }
    }

    private void settleAll(Kind kind) {
        for (int i = 0; shelf(i).isPresent(); i++) {
            settle(kind, shelves.get(i));
        }
    }

    /** The directory at that place, strongest first; empty after the last. */
    private Optional<PluginShelf> shelf(int index) {
        if (index == shelves.size() && !unread.isEmpty()) {
            PluginShelf shelf = PluginShelf.read(unread.removeFirst());
            shelf.jars().stream()
                    .filter(jar -> disabled.contains(jar.facts().id()))
                    .forEach(PluginJar::disable);
            claims.settleIds(shelf.jars().stream().filter(PluginJar::wanted).toList());
            shelves.add(shelf);
        }
        return index < shelves.size() ? Optional.of(shelves.get(index)) : Optional.empty();
    }

    /** Opens what may offer that kind, and decides who has which name. */
    private void settle(Kind kind, PluginShelf shelf) {
        if (shelf.settles(kind)) {
            shelf.jars().stream().filter(jar -> jar.opens(kind)).forEach(this::open);
            claims.settle(kind, shelf.jars());
        }
    }

    private void open(PluginJar jar) {
        if (opener == null) {
            opener = new PluginOpener(limits);
        }
        opener.open(jar);
        jar.offers().removeIf(offer -> disabled.contains(offer.kind().key(offer.name())));
    }
}
