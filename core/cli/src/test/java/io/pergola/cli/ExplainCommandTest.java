package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {

    private CliSite site;

    @BeforeEach
    void makeSite(@TempDir Path folder) throws IOException {
        site = new CliSite(folder)
                .layer("hosts/login.yaml", "run: {timeout: 10}\n")
                .layer("modes/quick.yaml", "run: {timeout: 40}\n")
                .suite("demo", """
                        base: {run: {timeout: 20}}
                        t:
                          inherits_from: base
                          variables: {n: 3}
                          run: {timeout: 30, cmds: ['echo {{n * 2}}']}
                        """);
    }

    private String shown(String... command) {
        return site.run(command).out().replace(site.path("") + "/", "").replaceAll(" +\n", "\n");
    }

    @Test
    void theChainOfFiveIsPrintedWithItsPlaces() {
        assertEquals(
                """
                demo.t

                run.timeout: 50
                    set by  override 'run.timeout=50'  <-c run.timeout=50>:1:13        50
                    over    mode 'quick'               site/modes/quick.yaml:1:16      40
                    over    test 'demo.t'              site/tests/demo.yaml:5:18       30
                    over    test 'demo.base'           site/tests/demo.yaml:1:23       20
                    over    host 'login'               site/hosts/login.yaml:1:16      10
                    over    the default                                                300
                """.replaceAll(" +", " "),
                shown("explain", "demo.t", "run.timeout", "-H", "login", "-m", "quick", "-c", "run.timeout=50")
                        .replaceAll(" +", " "));
    }

    @Test
    void whatWentInIsBesideTheValue() {
        String text = shown("explain", "demo.t", "run.cmds.0").replaceAll(" +", " ");
        assertTrue(text.contains("run.cmds.0: echo 6\n"), text);
        assertTrue(text.contains(" with {{n * 2}} = 6\n"), text);
        assertTrue(text.contains(" with var.n = 3 test 'demo.t' site/tests/demo.yaml:4:15\n"), text);
    }

    @Test
    void anUnknownTestOrKeyGetsTheNearestName() {
        assertTrue(site.run("explain", "demo.s").err().contains("'t'")
                || site.run("explain", "demo.s").err().contains("demo.t"));
        CliSite.Outcome outcome = site.run("explain", "demo.t", "run.timeuot");
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains("'run.timeout'"), outcome.err());
        assertEquals(2, site.run("explain", "demo").code());
        assertEquals(2, site.run("explain").code());
    }
}
