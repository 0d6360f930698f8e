package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TourTest {

    private static final String PAGE = """
            ```yaml file=a.yaml
            key: 1
            ```

            ```console
            $ false
            $ echo $?
            1
            ...
            two   words ... end
            ```
            """;

    private static Tour.Type typed(String... lines) {
        return new Tour.Type("echo", List.of(lines));
    }

    @Test
    void filesAndCommandsStandInTheOrderOfThePage() {
        var tour = new Tour("~", Tour.steps(PAGE));
        assertEquals(
                List.of(
                        new Tour.Write("a.yaml", "key: 1\n"),
                        new Tour.Type("false", List.of()),
                        new Tour.Type("echo $?", List.of("1", "two   words ... end"))),
                tour.steps());
        assertEquals(List.of(false, true, false), List.of(tour.tellsCode(0), tour.tellsCode(1), tour.tellsCode(2)));
    }

    @Test
    void aLineIsThereIfOneIsLikeItButForBlanks() {
        String printed = "Test  Name\n   1  a.b  PASS  0.05 s  x=1\n";
        assertEquals(
                List.of(),
                typed("Test Name", "   1  a.b  PASS    ... x=1", "   1 ...").missing(printed));
        assertEquals(
                List.of("Test", "2 ...", "... x=2", " 1 a.b"),
                typed("Test", "2 ...", "... x=2", " 1 a.b").missing(printed));
    }

    @Test
    void theRestOfALineIsPlainText() {
        assertEquals(List.of("a.c"), typed("a.c", "a*c").missing("a*c\nabc"));
    }
}
