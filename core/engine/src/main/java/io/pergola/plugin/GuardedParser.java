package io.pergola.plugin;

import io.pergola.model.PluginException;
import io.pergola.spi.OptionException;
import io.pergola.spi.OptionValues;
import io.pergola.spi.ResultLines;
import io.pergola.spi.ResultParser;
import io.pergola.spi.ResultParserInfo;
import io.pergola.spi.ResultSearch;
import io.pergola.spi.SearchOutcome;
import io.pergola.spi.ValueSink;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A plugin's result parser, asked once what it is, and held to its contract. */
final class GuardedParser implements ResultParser, Offer {

    private final ResultParser inner;
    private final ResultParserInfo info;
    private final Guard guard;
    private final Duration whole;

    private GuardedParser(ResultParser inner, ResultParserInfo info, Guard guard, Duration whole) {
        this.inner = inner;
        this.info = info;
        this.guard = guard;
        this.whole = whole;
    }

    static GuardedParser of(ResultParser inner, JarFacts facts, PluginLimits limits) throws BrokenPluginException {
        ClassLoader loader = inner.getClass().getClassLoader();
        var watch = Watch.often(loader, limits.start());
        ResultParserInfo info = watch.call(inner.getClass().getName() + ".info()", inner::info);
        return new GuardedParser(inner, info, new Guard(facts, Kind.PARSER.named(info.name()), watch), limits.file());
    }

    /** As the other, for a parser that no jar offers. */
    static GuardedParser trusted(ResultParser inner, JarFacts facts, PluginLimits limits) {
        try {
            return of(inner, facts, limits);
        } catch (BrokenPluginException e) {
            throw new PluginException(
                    "The plugin " + facts.jar() + " cannot be used: " + e.said() + ". " + e.help(), e);
        }
    }

    @Override
    public Kind kind() {
        return Kind.PARSER;
    }

    @Override
    public String name() {
        return info.name();
    }

    @Override
    public ResultParserInfo info() {
        return info;
    }

    JarFacts facts() {
        return guard.facts();
    }

    LoadedParser loaded() {
        return new LoadedParser(this);
    }

    @Override
    public ResultSearch search(OptionValues options) {
        ResultSearch search = guard.call("search()", OptionException.class, () -> inner.search(options));
        String looksFor = guard.call("looksFor()", PluginException.class, search::looksFor);
        if (looksFor.isBlank()) {
            throw guard.broken("looksFor() is blank", Faults.TELL_THE_AUTHOR, null);
        }
        return new Search(search, looksFor.strip());
    }

    <T> T read(LoadedParser.Pass<T> pass) {
        var pulse = new Pulse();
        return guard.call("find()", pulse, whole, () -> pass.run(pulse::beat));
    }

    /** What it looks for was asked while it was watched. */
    private record Search(ResultSearch inner, String looksFor) implements ResultSearch {

        @Override
        public SearchOutcome find(ResultLines lines, ValueSink values) throws IOException {
            @Nullable SearchOutcome outcome = inner.find(lines, values);
            if (outcome == null) {
                throw new IllegalStateException("find() returned null");
            }
            return outcome;
        }
    }
}
