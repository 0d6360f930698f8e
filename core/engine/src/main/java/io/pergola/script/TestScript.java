package io.pergola.script;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A build or run script of a test, as Pavilion lays it out: what the test's author wrote is bash and stays bash, so variables
 * and substitutions in it work.
 *
 * @param shebang the first line, with its {@code #!}
 * @param exports variables that Pergola sets, quoted
 * @param directory where the commands run, or null to stay
 * @param preamble lines before anything else of the test
 * @param modules what gets its modules
 * @param environment variables of the test in order; null unsets
 * @param verbose echo lines as they are read
 * @param autoexit stop at the first command that fails
 * @param commands the test's own lines; an item may hold several
 */
public record TestScript(
        String shebang,
        SequencedMap<String, String> exports,
        @Nullable Path directory,
        List<String> preamble,
        List<ModuleStep> modules,
        SequencedMap<String, @Nullable String> environment,
        boolean verbose,
        boolean autoexit,
        List<String> commands) {

    /** Copies the collections. */
    public TestScript {
        exports = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(exports));
        preamble = List.copyOf(preamble);
        modules = List.copyOf(modules);
        environment = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(environment));
        commands = List.copyOf(commands);
    }

    /** Whether a line of a script's head says where Pergola or the run's directory is; the last one begins with {@code cd}. */
    public static boolean namesPlace(String line) {
        return line.startsWith("export PERGOLA=")
                || line.startsWith("export PERGOLA_RUN_DIR=")
                || line.startsWith("cd ");
    }

    /** The script's text, ending in a line end. */
    public String text() {
        var lines = new ArrayList<String>();
        lines.add(shebang);
        lines.add("");
        lines.add("export TEST_ID=${1:-" + exports.getOrDefault("TEST_ID", "0") + "}");
        exports.forEach((name, value) -> {
            if (!name.equals("TEST_ID")) {
                lines.add("export " + name + "=" + Bash.quote(value));
            }
        });
        if (directory != null) {
            lines.add("cd " + Bash.quote(directory.toString()) + " || exit 1");
        }
        if (!modules.isEmpty()) {
            lines.add(ModuleScript.FUNCTIONS);
        }
        addVerbose(lines, "set -v");
        lines.addAll(preamble);
        if (!modules.isEmpty()) {
            lines.addAll(ModuleScript.lines(modules));
        }
        environment.forEach((name, value) -> lines.add(Environment.line(name, value)));
        addVerbose(lines, "! type module >/dev/null 2>&1 || module -t list");
        addVerbose(lines, "declare -p");
        if (autoexit) {
            lines.add("set -e -o pipefail");
        }
        lines.add("");
        lines.addAll(commands);
        return String.join("\n", lines) + "\n";
    }

    private void addVerbose(List<String> lines, String line) {
        if (verbose) {
            lines.add(line);
        }
    }
}
