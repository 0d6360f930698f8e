package io.pergola.resolve;

import io.pergola.config.ParserOptions;
import io.pergola.plugin.LoadedParser;
import io.pergola.results.SiteParsers;
import io.pergola.spi.ResultParserInfo;
import java.util.Collection;
import java.util.Optional;

/** The parsers of jars, for the table of keys. */
public record SiteParserKeys(SiteParsers parsers) implements ParserOptions {

    @Override
    public Optional<ResultParserInfo> parser(String name) {
        return parsers.find(name).map(LoadedParser::info);
    }

    @Override
    public Collection<String> names() {
        return parsers.names();
    }

    @Override
    public String missing() {
        return parsers.missing();
    }
}
