package io.pergola.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.plugin.LoadedParser;
import io.pergola.plugin.PluginLimits;
import io.pergola.results.Evidence;
import io.pergola.results.Judge;
import io.pergola.results.Judgement;
import io.pergola.results.ResultPlan;
import io.pergola.results.ResultSections;
import io.pergola.results.SiteParsers;
import io.pergola.spi.OptionKey;
import io.pergola.spi.OptionValues;
import io.pergola.spi.ResultParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** What a parser's test class says of itself, and the engine with nothing in it but that parser. */
abstract class ParserFixture {

    /** The key that the parser fills. */
    static final String FIGURE = "figure";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path directory;

    /** For subclasses. */
    protected ParserFixture() {}

    /** The parser under test; a new one each time. */
    protected abstract ResultParser parser();

    /** The whole text of a file in which it finds one value with {@link #options}. */
    protected abstract String text();

    /** What it finds there, as the results have it: a text that looks like a number is one. */
    protected abstract Value found();

    /** The values of its options: none but the defaults, unless overridden. What is required must be there. */
    protected Map<String, List<String>> options() {
        return Map.of();
    }

    /** A line in which it finds nothing, without its end; nor with a blank and a number behind it. */
    protected String noise() {
        return "nothing of this is a result, not even 17.5 of it";
    }

    /**
     * True if it reads files of any length in the same memory. A parser of documents that must be known as a whole overrides it; it
     * must then refuse those that are too large.
     */
    protected boolean streams() {
        return true;
    }

    final LoadedParser loaded() {
        return LoadedParser.of(parser(), Path.of("contract.jar"), "contract", "1", PluginLimits.DEFAULTS);
    }

    /** The options with defaults filled in, as the parser is given them. */
    final OptionValues values() {
        var values = new HashMap<String, List<String>>();
        for (OptionKey option : parser().info().options()) {
            if (!option.defaults().isEmpty()) {
                values.put(option.name(), option.defaults());
            }
        }
        values.putAll(options());
        return new OptionValues(values);
    }

    private record Only(LoadedParser parser) implements SiteParsers {

        @Override
        public Optional<LoadedParser> find(String name) {
            return Optional.of(parser).filter(each -> each.info().name().equals(name));
        }

        @Override
        public Collection<String> names() {
            return List.of(parser.info().name());
        }

        @Override
        public String missing() {
            return "";
        }
    }

    /** The plan of a test that has the parser with its options, and more arguments; {@code problems} gets what is wrong. */
    final ResultPlan plan(Map<String, Value> more, List<Problem> problems) {
        LoadedParser loaded = loaded();
        var arguments = new LinkedHashMap<String, Value>();
        for (OptionKey option : loaded.info().options()) {
            List<String> texts = options().getOrDefault(option.name(), List.of());
            if (options().containsKey(option.name())) {
                boolean list = option.type() == OptionKey.Type.LIST;
                arguments.put(option.name(), list ? Value.ofTexts(texts) : Value.of(texts.getFirst()));
            }
        }
        arguments.putAll(more);
        Value keys = Value.of(Map.of(FIGURE, Value.of(arguments)));
        Value parsers = Value.of(Map.of(loaded.info().name(), keys));
        var config = new LinkedHashMap<String, Value>();
        config.put("result_parse", parsers);
        return ResultPlan.of(ResultSections.of(new Value.Entries(config)), problems, new Only(loaded));
    }

    /** What comes of a run that left the files in the directory; nothing may be wrong with the arguments. */
    final Judgement judge(String files, Map<String, Value> more) {
        var arguments = new LinkedHashMap<String, Value>(more);
        arguments.put("files", Value.of(files));
        List<Problem> problems = new ArrayList<>();
        ResultPlan plan = plan(arguments, problems);
        assertEquals(List.of(), problems.stream().map(Problem::what).toList());
        return judge(plan);
    }

    final Judgement judge(ResultPlan plan) {
        var base = new LinkedHashMap<String, Value>();
        base.put("return_value", Value.of(0));
        return Judge.judge(plan, new Evidence(directory, new Value.Entries(base)));
    }

    /** As {@link #judge(String, Map)} of one file, by whose content the parser must not break. */
    final Judgement judge(byte[] content) {
        write("file.txt", content);
        Judgement judgement = judge("file.txt", Map.of());
        assertEquals(Verdict.PASS, judgement.verdict(), judgement::reason);
        return judgement;
    }

    final Judgement judge(String content) {
        return judge(content.getBytes(StandardCharsets.UTF_8));
    }

    final void write(String name, byte[] content) {
        try {
            Files.write(directory.resolve(name), content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Value figure(Judgement judgement) {
        return judgement.results().values().getOrDefault(FIGURE, Value.NULL);
    }
}
