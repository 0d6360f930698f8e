package io.pergola.config;

import io.pergola.spi.ResultParserInfo;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The parsers of results that plugins add as {@code result_parse.<name>}. */
@FunctionalInterface
public interface ParserOptions {

    /** What a parser of that name says of itself; empty if no plugin has it. */
    Optional<ResultParserInfo> parser(String name);

    /** The names of all of them; asked for where something is wrong. */
    default Collection<String> names() {
        return List.of();
    }

    /** Why one that should be there may not be: what is wrong with jars, in sentences. */
    default String missing() {
        return "";
    }

    /** No plugin adds any. */
    static ParserOptions none() {
        return name -> Optional.empty();
    }
}
