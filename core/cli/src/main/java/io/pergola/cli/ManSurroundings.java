package io.pergola.cli;

import java.util.List;

/** What the manual page of Pergola itself says of environment variables and files. */
final class ManSurroundings {

    private ManSurroundings() {}

    static void write(Roff page) {
        page.macro("SH", "ENVIRONMENT");
        term(page, "PERGOLA_CONFIG_DIR", "A configuration directory with tests, hosts, modes and plugins.");
        term(page, "PERGOLA_CONFIG_FILE", "The file that is read as pergola.yaml.");
        term(page, "PERGOLA_JAVA_OPTS", "More options for the Java machine, such as -Xmx2g.");
        term(page, "PERGOLA_SSH", "The command with which pilots reach other nodes, instead of ssh.");
        page.macro("PP").text("Where there is no pergola.yaml, PAV_ serves for PERGOLA_ in the first two.");
        page.macro("SH", "FILES");
        term(
                page,
                "pergola.yaml",
                "The site's settings: the first that is found of $PERGOLA_CONFIG_FILE, the current directory, ~/.pergola,"
                        + " ~/.pavilion, $PERGOLA_CONFIG_DIR, and the one that ships.");
        term(page, "tests/*.yaml, suites/*.yaml", "Suites of tests, in a configuration directory.");
        term(page, "series/*.yaml", "Series, in a configuration directory.");
    }

    private static void term(Roff page, String name, String meaning) {
        page.term(Roff.bold(name), List.of(meaning));
    }
}
