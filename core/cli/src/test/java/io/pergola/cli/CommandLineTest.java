package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandLineTest {

    /** {@code -Dgolden.renew=true} writes the help texts anew; the change is read in review. */
    private static final boolean RENEW = Boolean.getBoolean("golden.renew");

    private CliSite site;

    @BeforeEach
    void makeSite(@TempDir Path folder) throws IOException {
        site = new CliSite(folder);
    }

    @ParameterizedTest
    @MethodSource("io.pergola.cli.Commands#all")
    void helpIsAsApproved(String command) throws IOException {
        CliSite.Outcome outcome = site.run((command + " --help").strip().split(" "));
        assertEquals(new CliSite.Outcome(0, outcome.out(), ""), outcome);
        String name = command.isEmpty() ? "pergola" : command.replace(' ', '-');
        Path golden = Path.of(System.getProperty("basedir", "."), "src/test/resources/help", name + ".txt");
        if (RENEW) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, outcome.out());
        }
        assertEquals(Files.readString(golden), outcome.out());
    }

    @Test
    void withoutACommandTheHelpIsShown() {
        assertEquals(site.run("--help"), site.run());
        assertTrue(site.run("-h", "status").out().contains("Keep house:"));
    }

    @Test
    void anUnknownCommandGetsTheNearestName() {
        CliSite.Outcome outcome = site.run("statsu");
        assertEquals(new CliSite.Outcome(2, "", """
                        error: pergola has no command 'statsu'
                          help: Did you mean 'status'? 'pergola --help' shows what can be written
                        """), outcome);
    }

    @Test
    void anUnknownSubcommandGetsTheNearestName() {
        CliSite.Outcome outcome = site.run("show", "plugin");
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().startsWith("error: pergola show has no command 'plugin'\n"), outcome.err());
        assertTrue(outcome.err().contains("Did you mean 'plugins'?"), outcome.err());
    }

    @Test
    void anUnknownOptionGetsTheNearestName() {
        CliSite.Outcome outcome = site.run("status", "--jsno");
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().startsWith("error: pergola status has no option '--jsno'\n"), outcome.err());
        assertTrue(outcome.err().contains("Did you mean '--json'?"), outcome.err());
    }

    @Test
    void quietAndDebugStandBeforeOrAfterTheCommand() {
        for (List<String> words : List.of(
                List.of("--quiet", "status"),
                List.of("status", "--quiet"),
                List.of("show", "states", "-q"),
                List.of("show", "-q", "states"),
                List.of("-q", "show", "states"))) {
            CliSite.Outcome outcome = site.run(words.toArray(String[]::new));
            assertEquals(0, outcome.code(), words + outcome.err());
            assertEquals("", outcome.err(), words.toString());
        }
        for (List<String> words : List.of(List.of("--debug", "cat", "99", "x"), List.of("cat", "99", "x", "--debug"))) {
            CliSite.Outcome outcome = site.run(words.toArray(String[]::new));
            assertEquals(2, outcome.code());
            assertTrue(outcome.err().contains("\tat io.pergola"), outcome.err());
        }
        assertFalse(site.run("cat", "99", "x").err().contains("\tat io.pergola"));
    }

    @Test
    void completionKnowsEveryCommandButTheHiddenOne() {
        String script = site.run("completion", "bash").out();
        assertTrue(script.contains("set_status"));
        assertTrue(script.contains("config_dirs"));
        assertTrue(script.contains("bashcompinit"));
        assertFalse(
                script.contains(" _pilot") || script.contains("_handover") || script.contains(" _series"), "hidden");
        assertEquals(2, site.run("completion", "fish").code());
    }

    /** What the script offers for the last word of a command line, by bash itself. */
    private String completed(String... words) throws IOException {
        Path script = Files.writeString(
                site.path("completion.bash"),
                site.run("completion", "bash").out() + "\nCOMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1))\n"
                        + "_complete_pergola_filter pergola \"${@: -1}\"\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n");
        List<String> command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(List.of(words));
        Process bash = new ProcessBuilder(command).start();
        try (var output = bash.inputReader()) {
            return output.lines().collect(Collectors.joining(" "));
        }
    }

    @Test
    void completionKnowsTheWordsOfFilters() throws IOException {
        assertEquals("FAILED", completed("pergola", "status", "-F", "FAI"));
        assertEquals("PASSED user=", completed("pergola", "status", "-F", "'PASSED us"));
        assertEquals("(!created<", completed("pergola", "list", "--filter", "\"(!cre"));
        assertEquals("state=RUNNING", completed("pergola", "list", "--filter", "=", "state=RUNN"));
        assertEquals("completion", completed("pergola", "compl"));
    }
}
