package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.UnmatchedArgumentException;

/** Every command line that readme and documents show is one that the program understands. */
class DocumentedCommandsTest {

    private static final Path ROOT = Path.of(System.getProperty("pergola.root"));

    /** Such as RUN or SUITE.TEST: the reader puts something in its place. */
    private static final String PLACEHOLDER = "[A-Z][A-Z_.]*";

    private static List<DocumentedCommands.Found> all() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("test-suites/README.md")));
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        List<DocumentedCommands.Found> found = new ArrayList<>();
        for (Path page : pages) {
            found.addAll(DocumentedCommands.on(ROOT.relativize(page).toString(), Files.readString(page)));
        }
        return found;
    }

    /** What the command line does not know of these words. A command that wants more of them is content. */
    private static Optional<String> unknown(List<String> words) {
        return Commands.parse(words).stream()
                .filter(UnmatchedArgumentException.class::isInstance)
                .map(UnmatchedArgumentException.class::cast)
                .filter(error -> !error.getUnmatched().getFirst().matches(PLACEHOLDER))
                .map(error -> UsageProblem.of(error).what())
                .findFirst();
    }

    @Test
    void everyOneIsUnderstood() throws IOException {
        List<DocumentedCommands.Found> all = all();
        assertTrue(all.size() > 100, () -> "Only " + all.size());
        assertEquals(
                List.of(),
                all.stream()
                        .flatMap(each -> unknown(each.words()).map(why -> each + "\n  " + why).stream())
                        .toList());
    }

    @Test
    void anOptionOrACommandThatIsNotThereIsFound() {
        assertEquals(Optional.of("pergola run has no option '--dry'"), unknown(List.of("run", "--dry", "demo")));
        assertEquals(Optional.of("pergola has no command 'runs'"), unknown(List.of("runs")));
        assertEquals(Optional.of("pergola series has no command 'go'"), unknown(List.of("series", "go", "s1")));
        assertEquals(Optional.of("'c' is one argument too many"), unknown(List.of("cat", "1", "b", "c")));
    }

    @Test
    void placeholdersAndWhatIsMissingAreNone() {
        assertEquals(Optional.empty(), unknown(List.of("COMMAND", "--help")));
        assertEquals(Optional.empty(), unknown(List.of("show", "WHAT")));
        assertEquals(Optional.empty(), unknown(List.of("run", "--repeat", "N", "--max-jobs-in-queue", "N")));
        assertEquals(Optional.empty(), unknown(List.of("cat")));
    }

    @Test
    void theyAreInBlocksAndBetweenBackquotes() {
        String page = """
                Say `pergola run demo`, or `pav run`; pergola is none.
                ```console
                $ /opt/pergola-0.1.0/bin/pergola status
                pergola nonsense
                $ ls "$(pergola ls --path 1)" | pergola list
                ```
                ```
                ./pergola nodes slurm    all of them
                sh 'pergola wait'
                # pergola nothing
                ```
                ```java
                var x = "pergola x";
                ```
                """;
        assertEquals(
                List.of(
                        "p.md:1: pergola run demo",
                        "p.md:3: pergola status",
                        "p.md:5: pergola ls --path 1",
                        "p.md:5: pergola list",
                        "p.md:8: pergola nodes slurm",
                        "p.md:9: pergola wait"),
                DocumentedCommands.on("p.md", page).stream()
                        .map(DocumentedCommands.Found::toString)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '%',
            value = {
                "status all -F 'A | B' --csv!status,all,-F,A | B,--csv",
                "run a > out 2>&1!run,a",
                "run a 2> err!run,a",
                "cancel $(pergola list | sort) x!cancel,$(pergola list | sort),x",
                "run [SUITE] [-d] ... # all!run,SUITE,-d",
                "eval a\\ b \"c d\"e ''!eval,a b,c de,",
                "run a && rm b!run,a",
            })
    void theyAreCutIntoWordsAsShellsDo(String line, String words) {
        assertEquals(List.of(words.split(",", -1)), new DocumentedWords(line, ' ', false).read());
    }
}
