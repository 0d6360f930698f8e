package io.pergola.plugin;

import io.pergola.spi.OptionValues;
import io.pergola.spi.ResultParser;
import io.pergola.spi.ResultParserInfo;
import io.pergola.spi.ResultSearch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A result parser that can be used, held to its contract, and where it comes from. Safe for use by several threads. */
public final class LoadedParser {

    private final GuardedParser parser;

    LoadedParser(GuardedParser parser) {
        this.parser = parser;
    }

    /**
     * Holds a parser to its contract as if it came from a jar; for tests.
     *
     * @param jar the file that messages name; need not be there
     * @param plugin the plugin's id
     * @param version the plugin's version
     * @throws io.pergola.model.PluginException if it cannot say what it is
     */
    public static LoadedParser of(ResultParser parser, Path jar, String plugin, String version, PluginLimits limits) {
        var facts = new JarFacts(jar, plugin, version, "", "", "", "", "", true, List.of(), Optional.empty());
        return GuardedParser.trusted(parser, facts, limits).loaded();
    }

    /** What it says of itself. */
    public ResultParserInfo info() {
        return parser.info();
    }

    /** The file that holds it. */
    public Path jar() {
        return parser.facts().jar();
    }

    /** The plugin's id. */
    public String plugin() {
        return parser.facts().id();
    }

    /** The plugin's version. */
    public String version() {
        return parser.facts().version();
    }

    /**
     * Makes a search, which is to be used within {@link #read} only.
     *
     * @throws io.pergola.spi.OptionException if the options cannot be used
     * @throws io.pergola.model.PluginException with plugin, jar and mend for whatever else goes wrong
     */
    public ResultSearch search(OptionValues options) {
        return parser.search(options);
    }

    /** One way through a file, partly by code of the plugin. */
    @FunctionalInterface
    public interface Pass<T> {

        /**
         * Goes through it; what it throws is taken for a fault of the plugin.
         *
         * @param beat to be run again and again, to show that the work goes on
         * @return never null
         */
        T run(Runnable beat);
    }

    /**
     * Goes through a file on a thread of its own, which is left behind if it does not come back.
     *
     * @throws io.pergola.model.PluginException with plugin, jar and mend, if it threw something or took too long; what the pass has
     *     touched may be touched still
     */
    public <T> T read(Pass<T> pass) {
        return parser.read(pass);
    }
}
