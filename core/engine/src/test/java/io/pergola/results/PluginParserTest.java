package io.pergola.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.plugin.LoadedParser;
import io.pergola.plugin.PluginLimits;
import io.pergola.spi.OptionException;
import io.pergola.spi.OptionKey;
import io.pergola.spi.OptionValues;
import io.pergola.spi.ResultLines;
import io.pergola.spi.ResultParser;
import io.pergola.spi.ResultParserInfo;
import io.pergola.spi.ResultSearch;
import io.pergola.spi.SearchOutcome;
import io.pergola.spi.ValueSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parsers that jars bring, in the hands of the engine. */
class PluginParserTest {

    private final Path run;

    PluginParserTest(@TempDir Path run) {
        this.run = run;
    }

    /** What a parser of a test does at a line. */
    interface Body {

        SearchOutcome find(ResultLines lines, ValueSink values, OptionValues options) throws IOException;
    }

    private record Probe(Body body) implements ResultParser {

        @Override
        public ResultParserInfo info() {
            return new ResultParserInfo(
                    "probe",
                    "A test.",
                    List.of(
                            new OptionKey("word", OptionKey.Type.TEXT, List.of("rate"), "A word."),
                            new OptionKey("most", OptionKey.Type.COUNT, List.of(), "A number."),
                            new OptionKey("strict", OptionKey.Type.BOOL, List.of("false"), "A truth."),
                            new OptionKey("names", OptionKey.Type.LIST, List.of(), "Names."),
                            new OptionKey("key", OptionKey.Type.TEXT, List.of(), "A key.")),
                    Set.of("key"));
        }

        @Override
        public ResultSearch search(OptionValues options) {
            if (options.required("key").isEmpty()) {
                throw new OptionException("key", "it must not be empty");
            }
            return new ResultSearch() {

                @Override
                public String looksFor() {
                    return "the " + options.required("word");
                }

                @Override
                public SearchOutcome find(ResultLines lines, ValueSink values) throws IOException {
                    return body.find(lines, values, options);
                }
            };
        }
    }

    private record One(LoadedParser parser) implements SiteParsers {

        @Override
        public Optional<LoadedParser> find(String name) {
            return Optional.of(parser).filter(each -> each.info().name().equals(name));
        }

        @Override
        public Collection<String> names() {
            return List.of("probe");
        }

        @Override
        public String missing() {
            return "The plugin b.jar cannot be used";
        }
    }

    private static SiteParsers site(Body body) {
        return site(body, Duration.ofSeconds(20));
    }

    private static SiteParsers site(Body body, Duration patience) {
        var limits = new PluginLimits(patience, Duration.ofSeconds(20), Duration.ofSeconds(20));
        return new One(LoadedParser.of(new Probe(body), Path.of("site.jar"), "site", "1.0", limits));
    }

    private Judgement judge(String log, String arguments, Body body) throws IOException {
        return judge(log, arguments, site(body));
    }

    private Judgement judge(String log, String arguments, SiteParsers site) throws IOException {
        Files.createDirectories(run.resolve("build"));
        Files.writeString(run.resolve("run.log"), log);
        List<Problem> problems = new ArrayList<>();
        ResultPlan plan = ResultPlan.of(
                ResultSections.of(Trees.yaml("result_parse: {probe: {x: {key: k, " + arguments + "}}}")),
                problems,
                site);
        assertEquals(List.of(), problems);
        return Judge.judge(plan, Trees.evidence(run, 0));
    }

    private static Value x(Judgement judgement) {
        return judgement.results().values().getOrDefault("x", Value.NULL);
    }

    private static List<String> problems(String arguments) {
        List<Problem> problems = new ArrayList<>();
        ResultPlan.of(
                ResultSections.of(Trees.yaml("result_parse: {" + arguments + "}")),
                problems,
                site((lines, values, options) -> SearchOutcome.done()));
        return problems.stream()
                .map(problem -> problem.what()
                        + problem.help().map(help -> " [" + help + "]").orElse(""))
                .toList();
    }

    private static SearchOutcome words(ResultLines lines, ValueSink values, OptionValues options) throws IOException {
        lines.next();
        for (String word : lines.text().split(" ")) {
            values.add(Value.of(word + "@" + lines.number()));
        }
        return SearchOutcome.done();
    }

    @Test
    void isCalledAtEachLineAndNotAtThoseThatItHasRead() throws IOException {
        List<Long> begun = new ArrayList<>();
        judge("1\n2\n3\n4\n5\n6\n7\n", "", (lines, values, options) -> {
            assertEquals("0", lines.number() + lines.text());
            lines.next();
            begun.add(lines.number());
            lines.next();
            lines.next();
            return SearchOutcome.done();
        });
        assertEquals(List.of(1L, 4L, 7L), begun);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                                      | "a@1"
            match_select: last                                      | "e@4"
            match_select: all                                       | ["a@1","b@2","c@2","d@3","e@4"]
            match_select: 2                                         | "c@2"
            match_select: all, action: count                        | 5
            for_lines_matching: '^d'                                | "d@3"
            for_lines_matching: '^.$', preceded_by: ['c$']          | "d@3"
            for_lines_matching: 'nothing'                           | null
            action: store_false                                     | false
            """)
    void whereItIsCalledAndWhatIsKeptIsDecidedOutside(String arguments, String expected) throws IOException {
        Judgement judgement = judge("a\nb c\nd\ne\n", arguments, PluginParserTest::words);
        assertEquals(Json.read(expected), x(judgement), judgement.trace()::toString);
    }

    @Test
    void linesThatItReadsCountAsPreceding() throws IOException {
        List<Long> begun = new ArrayList<>();
        judge("begin\nhead\nbody\nhead\nbody\n", "for_lines_matching: body, preceded_by: [head]", (lines, _, _) -> {
            lines.next();
            begun.add(lines.number());
            lines.next();
            return SearchOutcome.done();
        });
        assertEquals(List.of(3L, 5L), begun);
    }

    @Test
    void itsFiguresHaveUnits() throws IOException {
        Judgement judgement = judge("512 MB/s\n", "unit: GB/s", (lines, values, options) -> {
            lines.next();
            values.add(Value.of(lines.text()));
            return SearchOutcome.done();
        });
        assertEquals(Value.of(0.512), x(judgement));
        assertEquals(
                Value.of(Map.of("x", Value.of("GB/s"))),
                judgement.results().values().get("result_units"));
    }

    @Test
    void itIsGivenItsOptionsWithDefaults() throws IOException {
        List<OptionValues> given = new ArrayList<>();
        judge("1\n", "most: ' 5 ', names: one", (lines, values, options) -> {
            given.add(options);
            return SearchOutcome.done();
        });
        OptionValues options = given.getFirst();
        assertEquals("rate", options.required("word"));
        assertEquals(Optional.of(5), options.count("most"));
        assertEquals(false, options.flag("strict"));
        assertEquals(List.of("one"), options.texts("names"));
    }

    @Test
    void whatItDidNotFindIsToldWithItsHint() throws IOException {
        Judgement judgement = judge("one\ntwo\n", "", (lines, values, options) -> {
            lines.next();
            return SearchOutcome.nothing("the nearest is line " + lines.number());
        });
        assertEquals(Verdict.PASS, judgement.verdict());
        assertEquals(Value.NULL, x(judgement));
        String trace = String.join("\n", judgement.trace());
        assertTrue(trace.contains("looked at 2 lines for the rate, found nothing\n    the nearest is line 1"), trace);
    }

    @Test
    void whatItCannotReadIsAnErrorOfTheFileAndNotOfTheRun() throws IOException {
        Judgement judgement = judge("one\ntwo\n", "for_lines_matching: two", (lines, values, options) -> {
            values.add(Value.of(1));
            return SearchOutcome.failed("the table is torn");
        });
        assertEquals(Verdict.PASS, judgement.verdict());
        assertEquals(List.of("result_parse.probe.x: run.log: line 2: the table is torn"), judgement.errors());
    }

    @Test
    void thatThrowsMakesTheRunAnErrorThatNamesIt() throws IOException {
        Judgement judgement = judge("one\n", "", (lines, values, options) -> {
            values.add(Value.of(1));
            throw new IllegalStateException("lost");
        });
        assertEquals(Verdict.ERROR, judgement.verdict());
        assertEquals(Value.NULL, x(judgement));
        assertTrue(
                judgement
                        .reason()
                        .startsWith(
                                "result_parse.probe.x: run.log: the result parser probe of the plugin site 1.0 (site.jar) is"
                                        + " broken: find() failed: java.lang.IllegalStateException: lost ("),
                judgement.reason());
        assertEquals(List.of(judgement.reason()), judgement.errors());
    }

    @Test
    void thatHangsMakesTheRunAnErrorAndIsNotAskedAgain() throws IOException {
        Files.createDirectories(run.resolve("build"));
        Files.writeString(run.resolve("build/a.out"), "1\n");
        Files.writeString(run.resolve("build/b.out"), "1\n");
        SiteParsers hanging = site(
                (lines, values, options) -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        Thread.onSpinWait();
                    }
                    return SearchOutcome.done();
                },
                Duration.ofMillis(300));
        Judgement judgement = judge("", "files: '*.out'", hanging);
        assertEquals(Verdict.ERROR, judgement.verdict());
        assertTrue(judgement.reason().contains("find() did not come back within 300 ms"), judgement.reason());
        assertEquals(2, judgement.errors().size());
    }

    @Test
    void valuesThatNobodyCouldKeepAreRefused() throws IOException {
        Judgement deep = judge("one\n", "", (lines, values, options) -> {
            Value value = Value.of(1);
            for (int i = 0; i < 5000; i++) {
                value = new Value.Items(List.of(value));
            }
            values.add(value);
            return SearchOutcome.done();
        });
        assertEquals(
                List.of("result_parse.probe.x: run.log: line 1: the value is nested deeper than 100 levels"),
                deep.errors());
        Judgement many = judge("one\n", "match_select: all", (lines, values, options) -> {
            while (values.add(Value.of(1))) {
                lines.next();
            }
            return SearchOutcome.done();
        });
        assertTrue(many.errors().toString().contains("more than 1000000 values"), many.errors()::toString);
    }

    @Test
    void wrongOptionsAreToldAllAtOnce() {
        assertEquals(
                List.of(
                        "result_parse.probe.a: there is no argument 'worde' [Did you mean word?]",
                        "result_parse.probe.a: the argument 'key' is missing",
                        "result_parse.probe.a: most must be a whole number of at least 0, not 'few'",
                        "result_parse.probe.a: strict must be True or False, not 'perhaps'"),
                problems("probe: {a: {worde: x, most: few, strict: perhaps}}"));
        assertEquals(List.of("result_parse.probe.a: key: it must not be empty"), problems("probe: {a: {key: ''}}"));
    }

    @Test
    void oneThatIsNotThereGetsTheNearestNameAndWhatIsWrongWithJars() {
        assertEquals(
                List.of(
                        "result_parse: there is no parser 'prob' [Did you mean probe? The plugin b.jar cannot be used]"),
                problems("prob: {a: {}}"));
    }

    @Test
    void optionsThatAreNotKnownYetAreNotGivenToIt() {
        List<String> paths = new ArrayList<>();
        ResultPlan.check(
                ResultSections.of(Trees.yaml("result_parse: {probe: {a: {key: '?later'}, b: {key: ''}}}")),
                text -> text.startsWith("?"),
                (path, problem) -> paths.add(path),
                site((lines, values, options) -> SearchOutcome.done()));
        assertEquals(List.of("result_parse.probe.b.key"), paths);
    }
}
