package io.pergola.cli;

import io.pergola.config.Layer;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pergola show}; the work is in its subcommands. */
@Command(
        name = "show",
        description = "Show what there is: tests, suites, schedulers, plugins, configuration, the language.",
        synopsisSubcommandLabel = "WHAT",
        footer = {
            "",
            "Examples:",
            "  pergola show tests          what can be run",
            "  pergola show config         every setting, and where it was made",
            "  pergola show plugins --json"
        })
final class ShowCommand implements Runnable, CommandGroup {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public SequencedMap<String, Function<Context, Object>> subcommands() {
        var commands = new LinkedHashMap<String, Function<Context, Object>>();
        commands.put("tests", ShowTests::new);
        commands.put("suites", ShowSuites::new);
        commands.put("collections", ShowCollections::new);
        commands.put("series", ShowSeries::new);
        commands.put("schedulers", ShowSchedulers::new);
        commands.put("plugins", ShowPlugins::new);
        commands.put("config", ShowConfig::new);
        commands.put("config_dirs", ShowConfigDirs::new);
        commands.put("hosts", context -> new ShowLayers.Hosts(context, Layer.Kind.HOST));
        commands.put("modes", context -> new ShowLayers.Modes(context, Layer.Kind.MODE));
        commands.put("os", context -> new ShowLayers.Systems(context, Layer.Kind.OS));
        commands.put("states", ShowStates::new);
        commands.put("functions", ShowFunctions::new);
        commands.put("result_parsers", ShowResultParsers::new);
        commands.put("result_base", ShowResultBase::new);
        commands.put("vars", ShowVars::new);
        commands.put("test_config", ShowTestConfig::new);
        return commands;
    }

    ShowCommand(Context context) {
        context.options();
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
