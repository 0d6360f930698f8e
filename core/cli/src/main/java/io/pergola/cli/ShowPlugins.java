package io.pergola.cli;

import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.plugin.PluginReport;
import io.pergola.report.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import picocli.CommandLine.Command;

/** {@code pergola show plugins}. */
@Command(
        name = "plugins",
        description = "Every plugin jar: version, provider, schedulers, and what is wrong with it.",
        footer = {"", "Jars are found in the directory 'plugins' of every configuration directory."})
final class ShowPlugins extends ShowListing {

    ShowPlugins(Context context) {
        super(context);
    }

    @Override
    Listing listing() {
        var listing = new Listing("plugins")
                .column("id", Column.text("Plugin", 10))
                .column("version", Column.fixed("Version"))
                .column("provider", Column.text("Provider", 8))
                .column("schedulers", Column.text("Schedulers", 8))
                .column("state", Column.fixed("State"))
                .column("jar", Column.text("Jar", 16));
        context().pergola().plugins().plugins().forEach(plugin -> listing.add(row(plugin)));
        return listing;
    }

    private static SequencedMap<String, Value> row(PluginReport plugin) {
        var row = new LinkedHashMap<String, Value>();
        row.put("id", Value.of(plugin.id()));
        row.put("version", Value.of(plugin.version()));
        row.put("provider", Value.of(plugin.provider()));
        row.put("description", Value.of(plugin.description()));
        row.put("schedulers", Value.ofTexts(plugin.schedulers()));
        row.put("functions", Value.ofTexts(plugin.functions()));
        row.put("variables", Value.ofTexts(plugin.variables()));
        row.put("parsers", Value.ofTexts(plugin.parsers()));
        row.put("policies", Value.ofTexts(plugin.policies()));
        row.put("state", Value.of(state(plugin)));
        row.put("jar", Value.of(plugin.jar().toString()));
        row.put("problems", ProblemJson.list(plugin.problems()));
        return row;
    }

    private static String state(PluginReport plugin) {
        if (plugin.disabled()) {
            return "disabled";
        }
        return plugin.problems().stream().anyMatch(Problem::isError) ? "broken" : "works";
    }

    @Override
    void remarks() {
        List<Problem> problems = context().pergola().plugins().problems();
        new ProblemPrinter(context().screen()).print(problems);
    }
}
