package io.pergola.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.results.Judgement;
import io.pergola.results.ResultPlan;
import io.pergola.spi.OptionException;
import io.pergola.spi.OptionKey;
import io.pergola.spi.OptionValues;
import io.pergola.spi.ResultLines;
import io.pergola.spi.ResultParserInfo;
import io.pergola.spi.ResultSearch;
import io.pergola.spi.SearchOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What Pergola relies on in a parser of results. Extend it, name the parser, and give a text in which it finds something; the rest
 * goes through the engine as in a real run, but for the questions about memory.
 */
public abstract class ResultParserContract extends ParserFixture {

    private static final int THREADS = 8;
    private static final int CUTS = 40;
    private static final int BINARY = 1 << 16;
    private static final int HUGE = 3 * ResultLines.LONGEST;

    /** For subclasses. */
    protected ResultParserContract() {}

    @Test
    void itSaysWhatItIs() {
        ResultParserInfo info = parser().info();
        assertEquals(info, parser().info(), "info() is the same each time");
        assertFalse(info.description().isBlank(), "a description");
        for (OptionKey option : info.options()) {
            assertFalse(option.description().isBlank(), "a description of " + option.name());
            assertFalse(
                    info.required().contains(option.name())
                            && !option.defaults().isEmpty(),
                    option.name() + " is required and has a default");
        }
        assertFalse(loaded().search(values()).looksFor().isBlank(), "what it looks for");
    }

    @Test
    void itFindsWhatIsThere() {
        Judgement judgement = judge(text());
        assertEquals(found(), figure(judgement), () -> String.join("\n", judgement.trace()));
        assertEquals(List.of(), judgement.errors());
    }

    @Test
    void itFindsTheSameWithWindowsLineEnds() {
        assertEquals(found(), figure(judge(text().replace("\n", "\r\n"))));
    }

    @Test
    void itFindsTheSameWithoutALineEndAtTheEnd() {
        assertEquals(found(), figure(judge(text().stripTrailing())));
    }

    @Test
    void anEmptyFileHasNothing() {
        Judgement judgement = judge("");
        assertEquals(Value.NULL, figure(judgement));
        assertEquals(List.of(), judgement.errors());
    }

    @Test
    void noiseHasNothing() {
        assertEquals(Value.NULL, figure(judge((noise() + "\n").repeat(1000))));
    }

    @Test
    void itIsToldWhyAFigureIsMissing() {
        write("file.txt", (noise() + "\n").repeat(10).getBytes(StandardCharsets.UTF_8));
        Judgement judgement = judge("file.txt", Map.of());
        String trace = String.join("\n", judgement.trace());
        assertTrue(trace.contains("file.txt"), trace);
        assertTrue(trace.contains("found nothing") || !judgement.errors().isEmpty(), trace);
    }

    @Test
    void bytesThatAreNoTextDoNoHarm() {
        var random = new byte[BINARY];
        new Random(1).nextBytes(random);
        judge(random);
        judge(new byte[BINARY]);
    }

    @Test
    void aLineWithoutEndDoesNoHarm() {
        String huge = noise().repeat(HUGE / noise().length() + 1);
        Judgement judgement = judge(huge);
        assertTrue(judgement.errors().toString().contains("long"), judgement.errors()::toString);
        judge(huge + "\n" + text());
        judge(text() + huge);
    }

    @Test
    void utf16IsRefused() {
        byte[] content = ("\uFEFF" + text()).getBytes(StandardCharsets.UTF_16LE);
        Judgement judgement = judge(content);
        assertEquals(Value.NULL, figure(judgement));
        assertTrue(judgement.errors().toString().contains("UTF-16"), judgement.errors()::toString);
    }

    @TestFactory
    Stream<DynamicTest> aFileThatEndsEarlyDoesNoHarm() {
        String text = text();
        return IntStream.range(1, CUTS)
                .map(part -> (int) ((long) text.length() * part / CUTS))
                .distinct()
                .mapToObj(length -> DynamicTest.dynamicTest(
                        "after " + length + " characters", () -> judge(text.substring(0, length))));
    }

    @Test
    void severalFilesAreLookedAtOneByOne() {
        var expected = new LinkedHashMap<String, Value>();
        for (String name : List.of("a", "b", "c")) {
            write(name + ".out", text().getBytes(StandardCharsets.UTF_8));
            expected.put(name, Value.of(Map.of(FIGURE, found())));
        }
        Judgement judgement = judge("*.out", Map.of("per_file", Value.of("name")));
        assertEquals(Value.of(expected), judgement.results().values().get("per_file"));
    }

    @Test
    void whichValueIsKeptIsDecidedOutside() {
        write("file.txt", text().getBytes(StandardCharsets.UTF_8));
        Map<String, Value> last = Map.of("match_select", Value.of("last"));
        assertEquals(found(), figure(judge("file.txt", last)));
        Map<String, Value> none = Map.of("for_lines_matching", Value.of("no line is like this"));
        assertEquals(Value.NULL, figure(judge("file.txt", none)));
    }

    @Test
    void severalThreadsMayUseIt() throws InterruptedException, ExecutionException {
        write("file.txt", text().getBytes(StandardCharsets.UTF_8));
        ResultPlan plan = plan(Map.of("files", Value.of("file.txt")), new ArrayList<>());
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Value>> answers = new ArrayList<>();
            for (int i = 0; i < 4 * THREADS; i++) {
                answers.add(threads.submit(() -> figure(judge(plan))));
            }
            for (Future<Value> answer : answers) {
                assertEquals(found(), answer.get());
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> anOptionOfTheWrongTypeIsRefused() {
        return parser().info().options().stream()
                .map(option -> DynamicTest.dynamicTest(option.name(), () -> {
                    Value wrong =
                            switch (option.type()) {
                                case COUNT -> Value.of("several");
                                case BOOL -> Value.of("perhaps");
                                case TEXT -> Value.ofTexts(List.of("one", "two"));
                                case LIST -> Value.of(Map.of("one", Value.of("two")));
                            };
                    List<Problem> problems = new ArrayList<>();
                    plan(Map.of(option.name(), wrong), problems);
                    assertTrue(
                            problems.stream().anyMatch(each -> each.what().contains(option.name())),
                            problems.toString());
                }));
    }

    @TestFactory
    Stream<DynamicTest> oddTextsInAnOptionAreRefusedOrWork() {
        List<String> odd = List.of(
                "", " ", "(", "[a", "*", "\\", "\0", "{{", "a=b", "-1", "\u00e9\ud83d\ude00", "x".repeat(10_000));
        return parser().info().options().stream()
                .filter(option -> option.type() == OptionKey.Type.TEXT || option.type() == OptionKey.Type.LIST)
                .map(option -> DynamicTest.dynamicTest(
                        option.name(), () -> assertAll(odd.stream().map(text -> () -> odd(option.name(), text)))));
    }

    private void odd(String option, String text) {
        var values = new HashMap<>(values().values());
        values.put(option, List.of(text));
        ResultSearch search;
        try {
            search = loaded().search(new OptionValues(values));
        } catch (OptionException e) {
            assertFalse(String.valueOf(e.getMessage()).isBlank(), "it says why");
            return;
        }
        assertFalse(search.looksFor().isBlank());
    }

    @TestFactory
    Stream<DynamicTest> aRequiredOptionThatIsMissingIsTold() {
        return parser().info().required().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    List<Problem> problems = new ArrayList<>();
                    plan(Map.of(name, Value.NULL), problems);
                    assertTrue(
                            problems.stream().anyMatch(each -> each.what().contains("'" + name + "' is missing")),
                            problems.toString());
                }));
    }

    @Test
    void aLongFileTakesNoMoreMemoryThanAShortOne() throws IOException {
        assumeTrue(streams(), "it reads whole documents");
        long growth = new LongFile(text(), noise()).growth(loaded().search(values()));
        assertTrue(growth < LongFile.TOLERANCE, "two million lines more took " + (growth >> 20) + " MiB more");
    }

    @Test
    void aDocumentThatIsTooLargeIsRefused() throws IOException {
        assumeFalse(streams(), "it reads files of any length");
        SearchOutcome outcome = new LongFile(text(), noise()).read(loaded().search(values()));
        assertTrue(outcome.failure().isPresent(), "it went on to the end of a file without end");
    }
}
