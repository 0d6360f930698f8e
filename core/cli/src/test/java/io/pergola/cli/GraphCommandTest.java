package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphCommandTest {

    private CliSite site;

    @BeforeEach
    void makeSite(@TempDir Path folder) throws IOException {
        site = new CliSite(folder);
        site.series();
    }

    @Test
    void aChartIsWrittenAndItsFileNamed() throws IOException {
        CliSite.Outcome outcome =
                site.run("graph", "s1", "-x", "id", "-y", "rate", "-o", "chart.svg", "--title", "A & B");
        assertEquals(0, outcome.code(), outcome.err());
        assertEquals(site.path("chart.svg") + ": 1 value in 1 series\n", outcome.out());
        assertEquals("warning: left out: no results in 1 of 2 runs (2)\n", outcome.err());
        assertTrue(Files.readString(site.path("chart.svg")).contains(">A &amp; B</text>"));
    }

    @Test
    void filtersAndExcludedRunsCount() {
        CliSite.Outcome filtered =
                site.run("graph", "all", "--passed", "-x", "name", "-y", "rate", "-o", "chart.svg", "--type", "BAR");
        assertEquals("", filtered.err());
        CliSite.Outcome excluded =
                site.run("graph", "all", "--exclude", "2", "-x", "name", "-y", "rate", "-o", "chart.svg");
        assertEquals(filtered, excluded);
        CliSite.Outcome none = site.run("graph", "--exclude", "s1", "-x", "name", "-y", "rate", "-o", "chart.svg");
        assertEquals(2, none.code());
        assertTrue(none.err().contains("there are no such runs"), none.err());
    }

    @Test
    void withoutFiguresTheKeysThatThereAreAreNamed() {
        CliSite.Outcome outcome = site.run("graph", "1", "-x", "id", "-y", "bandwidth", "-o", "chart.svg");
        assertEquals(new CliSite.Outcome(2, "", """
                error: there is nothing to draw: no 'bandwidth' in 1 of 1 run (1)
                  help: These runs have rate; and every run id, name
                """), outcome);
        assertFalse(Files.exists(site.path("chart.svg")));
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        CliSite.Outcome outcome = site.run(
                "graph",
                "1",
                "-x",
                "id +",
                "-y",
                "rate",
                "-o",
                "no/chart.gif",
                "--dimensions",
                "big",
                "--average",
                "x");
        assertEquals(new CliSite.Outcome(2, "", """
                <-x>:1:4: error: -x is not an expression: The expression ends where a value should follow
                  | id +
                  |    ^
                error: --average: there is no -y 'x'
                  help: give it as -y as well; what is averaged is also drawn
                error: --dimensions: 'big' is not a size of a chart
                  help: write width and height in inches, each from 3 to 30, such as 9x5.5
                error: -o: charts cannot be written as .gif
                  help: name a file that ends in .svg or .png
                error: -o: there is no directory '%s' for chart.gif
                  help: make it first, or name a file in another
                """.formatted(site.path("no"))), outcome);
    }

    @Test
    void whatMustBeGivenIsNamed() {
        CliSite.Outcome outcome = site.run("graph", "-o", "chart.svg");
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().startsWith("error: Missing required option: '-x=EXPR'\n"), outcome.err());
        outcome = site.run("graph", "1", "-o", "chart.svg", "-x", "id");
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains("-y is missing") && outcome.err().contains("have rate"), outcome.err());
    }

    @Test
    void theHistoryRemembersRunsThatWereRemoved() throws IOException {
        assertEquals(0, site.run("clean", "--all").code());
        String[] words = {"graph", "--history", "-x", "finished", "-y", "rate", "-o", "chart.svg"};
        CliSite.Outcome outcome = site.run(words);
        assertEquals(new CliSite.Outcome(0, site.path("chart.svg") + ": 1 value in 1 series\n", ""), outcome);
        assertTrue(Files.readString(site.path("chart.svg")).contains(">demo.first</text>"));
        CliSite.Outcome filtered =
                site.run("graph", "--history", "-x", "id", "-y", "rate", "-o", "chart.svg", "--name", "other.*");
        assertTrue(filtered.err().contains("there are no such runs"), filtered.err());
    }

    @Test
    void theHistoryTakesNoNumbersOfRuns() {
        CliSite.Outcome outcome = site.run("graph", "--history", "1", "-x", "id", "-y", "rate", "-o", "chart.svg");
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains("'1' means nothing beside it"), outcome.err());
    }
}
