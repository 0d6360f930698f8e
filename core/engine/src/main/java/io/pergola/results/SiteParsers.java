package io.pergola.results;

import io.pergola.plugin.LoadedParser;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The parsers that jars add to those of Pergola. Safe for use by several threads. */
public interface SiteParsers {

    /** No jar adds any. */
    SiteParsers NONE = new SiteParsers() {

        @Override
        public Optional<LoadedParser> find(String name) {
            return Optional.empty();
        }

        @Override
        public Collection<String> names() {
            return List.of();
        }

        @Override
        public String missing() {
            return "";
        }
    };

    /** The parser of a name that Pergola itself does not have. */
    Optional<LoadedParser> find(String name);

    /** The names of all of them. */
    Collection<String> names();

    /** Why one that should be there may not be: what is wrong with jars, in sentences; empty if nothing is. */
    String missing();
}
