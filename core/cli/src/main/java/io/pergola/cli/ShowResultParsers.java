package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.config.Key;
import io.pergola.config.KeyType;
import io.pergola.config.ParserOptions;
import io.pergola.config.SchedulerOptions;
import io.pergola.config.TestKeys;
import io.pergola.model.Value;
import io.pergola.plugin.LoadedParser;
import io.pergola.report.Column;
import io.pergola.results.ResultPlan;
import io.pergola.spi.ResultParserInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import picocli.CommandLine.Command;

/** {@code pergola show result_parsers}. */
@Command(
        name = "result_parsers",
        description = "The parsers of results that tests can name under result_parse.",
        footer = {"", "--json also shows their arguments; those that all parsers have are in docs/results.md."})
final class ShowResultParsers extends ShowListing {

    ShowResultParsers(Context context) {
        super(context);
    }

    @Override
    Listing listing() {
        Pergola pergola = context().pergola();
        var listing = new Listing("result_parsers")
                .column("name", Column.fixed("Name"))
                .column("arguments", Column.text("Arguments", 16))
                .column("plugin", Column.text("Plugin", 8))
                .column("description", Column.text("Meaning", 20));
        ofPergola().forEach(parser -> listing.add(row(parser)));
        pergola.plugins().parsers().forEach(parser -> listing.add(row(parser)));
        return listing;
    }

    private static List<Key> ofPergola() {
        KeyType parsers = TestKeys.table(SchedulerOptions.none(), ParserOptions.none())
                .find("result_parse")
                .orElseThrow()
                .type();
        return ((KeyType.Section) parsers).keys();
    }

    private static SequencedMap<String, Value> row(Key parser) {
        var options = new LinkedHashMap<String, Value>();
        Set<String> required = ResultPlan.requiredArguments(parser.name());
        var section = (KeyType.Section) ((KeyType.Free) parser.type()).value();
        for (Key key : section.keys()) {
            if (!ResultParserInfo.COMMON.contains(key.name())) {
                String type = key.type() instanceof KeyType.Texts ? "list" : "text";
                var option = OptionRow.of(key.name(), type, key.defaults(), key.doc());
                options.put(key.name(), with(option, required));
            }
        }
        return row(parser.name(), parser.doc(), options, "", "");
    }

    private static SequencedMap<String, Value> row(LoadedParser parser) {
        ResultParserInfo info = parser.info();
        var options = new LinkedHashMap<String, Value>();
        info.options().forEach(option -> options.put(option.name(), with(OptionRow.of(option), info.required())));
        return row(
                info.name(),
                info.description(),
                options,
                parser.plugin(),
                parser.jar().toString());
    }

    private static Value with(Value.Entries option, Set<String> required) {
        var row = new LinkedHashMap<>(option.values());
        boolean needed = required.stream().map(Value::of).anyMatch(name -> name.equals(row.get("name")));
        row.put("required", Value.of(needed));
        return new Value.Entries(row);
    }

    private static SequencedMap<String, Value> row(
            String name, String description, SequencedMap<String, Value> options, String plugin, String jar) {
        var row = new LinkedHashMap<String, Value>();
        row.put("name", Value.of(name));
        row.put("description", Value.of(description));
        row.put("arguments", Value.ofTexts(List.copyOf(options.keySet())));
        row.put("plugin", Value.of(plugin));
        row.put("jar", Value.of(jar));
        row.put("options", new Value.Items(List.copyOf(options.values())));
        return row;
    }
}
