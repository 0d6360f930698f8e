package io.pergola.resolve;

import io.pergola.config.SiteVariable;
import io.pergola.expr.Functions;
import io.pergola.expr.Item;
import io.pergola.expr.Template;
import io.pergola.expr.Variable;
import io.pergola.model.ConfigException;
import io.pergola.model.PergolaException;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.spi.CommandResult;
import io.pergola.spi.SystemVariable;
import io.pergola.spi.VariableContext;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The system variables that a site adds: those whose values commands print, and behind them those of plugins. Nothing is run or
 * loaded before a name is asked for, and nothing twice. Safe for use by several threads.
 */
public final class SiteVariables {

    /** A site without any. */
    public static final SiteVariables NONE =
            new SiteVariables(new LinkedHashMap<>(), Plugins.NONE, SiteVariables::nothing);

    /** The system variables of plugins. */
    public interface Plugins {

        /** No plugins. */
        Plugins NONE = new Plugins() {
            @Override
            public Optional<SystemVariable> find(String name) {
                return Optional.empty();
            }

            @Override
            public Collection<String> names() {
                return List.of();
            }
        };

        /** The variable of a name; throws {@link io.pergola.model.PluginException} from its methods if it is broken. */
        Optional<SystemVariable> find(String name);

        /** All names, for suggestions. */
        Collection<String> names();

        /** What keeps plugins from being used, of those that were looked at. */
        default List<Problem> problems() {
            return List.of();
        }
    }

    private final SequencedMap<String, SiteVariable> commands;
    private final Plugins plugins;
    private final Supplier<VariableContext> context;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, Optional<SystemVariable>> found = new ConcurrentHashMap<>();

    /** A value, or why there is none: a command that fails is not run again for each test. */
    private record Answer(
            @Nullable Variable variable, @Nullable RuntimeException failure) {

        static Answer of(Supplier<Variable> question) {
            try {
                return new Answer(question.get(), null);
            } catch (PergolaException e) {
                return new Answer(null, e);
            }
        }

        Variable get() {
            if (failure != null) {
                throw failure;
            }
            return Objects.requireNonNull(variable);
        }
    }

    /**
     * For a site.
     *
     * @param commands by name; one of them hides a plugin's variable of its name
     * @param context given to plugins, and runs the commands; asked for when the first value is needed
     */
    public SiteVariables(
            SequencedMap<String, SiteVariable> commands, Plugins plugins, Supplier<VariableContext> context) {
        this.commands = commands;
        this.plugins = plugins;
        this.context = context;
    }

    private static VariableContext nothing() {
        throw new IllegalStateException("There are no site variables");
    }

    /** What keeps a variable from being found, perhaps; to be told with a name that nobody has. */
    List<Problem> problems() {
        return plugins.problems();
    }

    /** The names of all, for help and suggestions. Opens every plugin that may have one. */
    public Collection<String> names() {
        var names = new TreeSet<>(commands.keySet());
        names.addAll(plugins.names());
        return names;
    }

    /**
     * A variable as the command that starts a test knows it.
     *
     * @return deferred, if it is to be asked for in the job; empty if the site has none of that name
     * @throws ConfigException if its command fails
     * @throws io.pergola.model.PluginException if its plugin is broken
     */
    public Optional<Variable> find(String name) {
        SiteVariable command = commands.get(name);
        if (command != null) {
            return Optional.of(command.deferred() ? new Variable.Deferred() : printed(command));
        }
        return plugin(name).map(variable -> variable.deferred() ? new Variable.Deferred() : told(variable));
    }

    /**
     * The value of a deferred variable on this node.
     *
     * @throws ConfigException if the site has none of that name any more, or its command fails
     * @throws io.pergola.model.PluginException if its plugin is broken
     */
    public Variable onNode(String name) {
        SiteVariable command = commands.get(name);
        if (command != null) {
            return printed(command);
        }
        return plugin(name)
                .map(this::told)
                .orElseThrow(() -> new ConfigException(Problem.error(
                                "the system variable '" + name + "' was there when the test was started, and is gone")
                        .help("Put its command or its plugin back, or start the test anew")));
    }

    private Optional<SystemVariable> plugin(String name) {
        return found.computeIfAbsent(name, plugins::find);
    }

    private Variable told(SystemVariable variable) {
        return answers.computeIfAbsent(
                        variable.name(), name -> Answer.of(() -> variable(variable.value(context.get()))))
                .get();
    }

    private Variable printed(SiteVariable variable) {
        return answers.computeIfAbsent(variable.name(), name -> Answer.of(() -> run(variable)))
                .get();
    }

    private Variable run(SiteVariable variable) {
        CommandResult result =
                context.get().commands().run(List.of("bash", "-c", variable.command()), variable.limit());
        if (!result.ok()) {
            throw new ConfigException(Problem.error("the command of the system variable '" + variable.name() + "' "
                            + ending(result, variable) + ": " + variable.command() + errors(result))
                    .help("Try the command in a shell; it stands in pergola.yaml under system_variables"));
        }
        List<String> lines = result.stdout()
                .stripTrailing()
                .lines()
                .map(String::stripTrailing)
                .toList();
        List<String> items = lines.isEmpty() ? List.of("") : lines;
        return new Variable.Known(items.stream().<Item>map(Item::of).toList());
    }

    private static String ending(CommandResult result, SiteVariable variable) {
        return switch (result.outcome()) {
            case ENDED -> "ended with " + result.exitCode();
            case TIMED_OUT -> "did not end within " + variable.limit().toSeconds() + " s";
            case NOT_STARTED -> "could not be started";
        };
    }

    private static String errors(CommandResult result) {
        return result.stderr()
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .map(line -> " (" + line.strip() + ")")
                .orElse("");
    }

    private static Variable variable(Value value) {
        List<Value> items = value instanceof Value.Items(List<Value> values) ? values : List.of(value);
        return new Variable.Known(items.stream().map(SiteVariables::item).toList());
    }

    private static Item item(Value value) {
        if (!(value instanceof Value.Entries(var entries))) {
            return new Item.Single(printed(value));
        }
        var parts = new LinkedHashMap<String, Value>();
        entries.forEach((name, part) -> parts.put(name, printed(part)));
        return new Item.Parts(parts);
    }

    /** As a string would print it. */
    private static Value printed(Value value) {
        if (value instanceof Value.Text) {
            return value;
        }
        Variable only = new Variable.Known(List.of(new Item.Single(value)));
        return Template.parse("{{v}}").resolve((set, name) -> Optional.of(only), Functions.builtIn());
    }
}
