package io.pergola.results;

import io.pergola.model.PluginException;
import io.pergola.model.Problem;
import io.pergola.plugin.LoadedParser;
import io.pergola.spi.OptionException;
import io.pergola.spi.OptionKey;
import io.pergola.spi.OptionValues;
import io.pergola.spi.ResultLines;
import io.pergola.spi.ResultParserInfo;
import io.pergola.spi.ResultSearch;
import io.pergola.spi.SearchOutcome;
import io.pergola.spi.ValueSink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Parsers of jars as kinds of parsers like Pergola's own. */
final class PluginKind {

    private PluginKind() {}

    static ParserKind of(LoadedParser loaded) {
        ResultParserInfo info = loaded.info();
        List<String> optional = new ArrayList<>();
        info.options().forEach(option -> optional.add(option.name()));
        optional.removeAll(info.required());
        List<String> required = info.required().stream().sorted().toList();
        return new ParserKind(info.name(), required, optional, Set.of(), arguments -> parser(loaded, arguments));
    }

    private static Parser parser(LoadedParser loaded, Arguments arguments) {
        Map<String, List<String>> values = new HashMap<>();
        for (OptionKey option : loaded.info().options()) {
            List<String> texts = arguments.has(option.name()) ? texts(option, arguments) : option.defaults();
            if (arguments.has(option.name()) || !texts.isEmpty()) {
                values.put(option.name(), texts);
            }
        }
        return new Parser.OfLines(search(loaded, new OptionValues(values), arguments), Optional.of(loaded));
    }

    private static List<String> texts(OptionKey option, Arguments arguments) {
        String name = option.name();
        return switch (option.type()) {
            case TEXT -> List.of(arguments.text(name, ""));
            case LIST -> arguments.texts(name, List.of());
            case BOOL -> List.of(String.valueOf(arguments.truth(name, false)));
            case COUNT -> List.of(String.valueOf(arguments.count(name)));
        };
    }

    /** Only what is whole and right so far is given to the plugin. */
    private static ResultSearch search(LoadedParser loaded, OptionValues options, Arguments arguments) {
        if (arguments.usable()
                && options.values().keySet().containsAll(loaded.info().required())) {
            try {
                return loaded.search(options);
            } catch (OptionException e) {
                arguments.add(e.option(), Problem.error(e.option() + ": " + e.getMessage()));
            } catch (PluginException e) {
                arguments.add(Problem.error(String.valueOf(e.getMessage())));
            }
        }
        return new Unmade();
    }

    /** In place of a search whose options are not right or not known yet; the entry is not used. */
    private record Unmade() implements ResultSearch {

        @Override
        public String looksFor() {
            return "something that is not known yet";
        }

        @Override
        public SearchOutcome find(ResultLines lines, ValueSink values) {
            return SearchOutcome.done();
        }
    }
}
