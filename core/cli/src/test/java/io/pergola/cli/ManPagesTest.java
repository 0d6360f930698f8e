package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

class ManPagesTest {

    private static final boolean RENEW = Boolean.getBoolean("golden.renew");
    private static final SequencedMap<String, String> PAGES = ManPages.all(Commands.root(), "0.1.0");
    private static final List<String> SECTIONS = List.of(
            "NAME",
            "SYNOPSIS",
            "DESCRIPTION",
            "COMMANDS",
            "OPTIONS",
            "ARGUMENTS",
            "ENVIRONMENT",
            "FILES",
            "EXAMPLES",
            "EXIT STATUS",
            "SEE ALSO");
    private static final Pattern REQUEST = Pattern.compile("\\.(TH|SH|SS|PP|TP)( \".*\")?|\\.(TH .*|nh|ad l)");
    /** What follows the backslash: what the page is made of, and nothing else. */
    private static final Pattern STRANGE_ESCAPE =
            Pattern.compile("\\\\(?!-|&|f[BIR]|\\((rs|aq|dq|ga|ha|ti)|\\[u[0-9A-F]{4,5}])");

    /** The column at which the list of commands in the help has to end. */
    private static final int SUMMARY_WIDTH = 84;

    private static String page(String name) {
        return PAGES.getOrDefault(name, "");
    }

    static Stream<String> pages() {
        return PAGES.keySet().stream();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pergola.1", "pergola-series-run.1"})
    void pageIsAsApproved(String name) throws IOException {
        Path golden = Path.of(System.getProperty("basedir", "."), "src/test/resources/man", name);
        if (RENEW) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, page(name));
        }
        assertEquals(Files.readString(golden), page(name));
    }

    @Test
    void everyVisibleCommandHasAPage() {
        List<String> names = Commands.all()
                .map(command -> ("pergola " + command).strip().replace(' ', '-') + ".1")
                .toList();
        assertEquals(names.stream().sorted().toList(), pages().sorted().toList());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void pageIsWellFormed(String name) {
        List<String> lines = page(name).lines().toList();
        assertTrue(lines.getFirst().startsWith(".TH "), lines.getFirst());
        List<String> headers = lines.stream()
                .filter(line -> line.startsWith(".SH "))
                .map(line -> line.substring(5, line.length() - 1))
                .toList();
        assertEquals(SECTIONS.stream().filter(headers::contains).toList(), headers);
        assertTrue(headers.containsAll(List.of("NAME", "SYNOPSIS", "DESCRIPTION", "EXIT STATUS", "SEE ALSO")));
        for (String line : lines) {
            assertFalse(line.isBlank() || line.startsWith(" ") || line.startsWith("'"), line);
            assertTrue(!line.startsWith(".") || REQUEST.matcher(line).matches(), line);
            assertFalse(STRANGE_ESCAPE.matcher(line).find(), line);
            assertFalse(line.contains("${") || line.contains("@|"), line);
        }
    }

    @Test
    void everyCommandAndOptionSaysWhatItIsFor() {
        List<String> silent = new ArrayList<>();
        check("pergola", Commands.root(), silent);
        assertEquals(List.of(), silent);
    }

    private static void check(String name, CommandLine command, List<String> silent) {
        String summary = ManPages.summary(command.getCommandSpec());
        if (summary.isBlank() || summary.contains("\n") || summary.length() > SUMMARY_WIDTH) {
            silent.add(name + ": its summary is none, or longer than a line: " + summary);
        }
        for (ArgSpec arg : command.getCommandSpec().args()) {
            if (!arg.hidden() && String.join("", arg.description()).isBlank()) {
                silent.add(name + ": no description of " + arg);
            }
        }
        ManPages.subcommands(command.getCommandSpec())
                .forEach((word, below) -> check(name + " " + word, below, silent));
    }

    @Test
    void groffHasNothingToSay(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(
                Stream.of("/usr/bin", "/usr/local/bin").anyMatch(bin -> Files.isExecutable(Path.of(bin, "groff"))),
                "there is no groff");
        List<String> words = new ArrayList<>(List.of("groff", "-man", "-Tutf8", "-ww"));
        for (String name : PAGES.keySet()) {
            words.add(Files.writeString(folder.resolve(name), page(name)).toString());
        }
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        int code = new ProcessBuilder(words)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        assertAll(() -> assertEquals("", Files.readString(err)), () -> assertEquals(0, code));
    }

    @Test
    void whatRoffWouldObeyIsText() {
        assertEquals(
                "\\&.TH it\\(aqs \\-\\-x C:\\(rsn \\(dqa\\(dq \\[u00E4]", Roff.escape(".TH it's --x C:\\n \"a\" ä"));
        assertEquals("\\&\\(aqquoted", Roff.escape("'quoted"));
    }

    @Test
    void footerIsPartedAtItsExamples() {
        var footer = ManFooter.of(List.of(
                "",
                "More.",
                "",
                "Examples:",
                "  run a      first",
                "             and more",
                "",
                "Last.",
                "Exit codes: 0"));
        assertEquals(List.of("", "More.", "", "Last."), footer.prose());
        var page = new Roff();
        ManFooter.write(page, footer.examples());
        assertEquals(".TP\n\\fBrun a\\fR\nfirst\nand more\n", page.toString());
    }

    @Test
    void theBuildWritesThemIntoADirectory(@TempDir Path folder) throws IOException {
        Path man = Files.createDirectory(folder.resolve("man"));
        assertEquals(new CliSite.Outcome(0, "", ""), new CliSite(folder).run("_man", man.toString()));
        try (Stream<Path> files = Files.list(man)) {
            assertEquals(PAGES.size(), files.count());
        }
    }
}
