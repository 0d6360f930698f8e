package io.pergola.app;

import io.pergola.model.Problem;
import io.pergola.plugin.LoadedParser;
import io.pergola.plugin.PluginCatalog;
import io.pergola.results.SiteParsers;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/** The parsers of results of plugins. Looks at jars when a test names one that Pergola does not have. */
record SitePluginParsers(PluginCatalog catalog) implements SiteParsers {

    @Override
    public Optional<LoadedParser> find(String name) {
        return catalog.parser(name);
    }

    @Override
    public Collection<String> names() {
        return catalog.parsers().stream().map(parser -> parser.info().name()).toList();
    }

    @Override
    public String missing() {
        return catalog.problems().stream()
                .filter(Problem::isError)
                .map(problem -> problem.what() + ". " + problem.help().orElse(""))
                .collect(Collectors.joining(" "));
    }
}
