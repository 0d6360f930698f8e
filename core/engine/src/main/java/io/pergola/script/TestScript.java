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
 * @param modules module entries: {@code name}, {@code -name}, {@code old->new}
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
        List<String> modules,
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
        addVerbose(lines, "set -v");
        lines.addAll(preamble);
        addModules(lines);
        environment.forEach((name, value) -> lines.add(environmentLine(name, value)));
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

    private void addModules(List<String> lines) {
        if (modules.isEmpty()) {
            return;
        }
        lines.add(ENVIRONMENT_FAILED);
        for (String module : modules) {
            String command = moduleCommand(module);
            lines.add(command + " || pergola_env_failed " + Bash.quote(command));
        }
    }

    private static final String ENVIRONMENT_FAILED = """
            pergola_env_failed() {
              echo "pergola: '$1' failed" >&2
              "${PERGOLA:-pergola}" --quiet set_status -s ENV_FAILED -n "$1 failed" "$TEST_ID"
              exit 1
            }""".stripIndent();

    private static String moduleCommand(String entry) {
        int arrow = entry.indexOf("->");
        if (arrow >= 0) {
            return "module swap " + Bash.quote(entry.substring(0, arrow).strip()) + " "
                    + Bash.quote(entry.substring(arrow + 2).strip());
        }
        return entry.startsWith("-")
                ? "module unload " + Bash.quote(entry.substring(1).strip())
                : "module load " + Bash.quote(entry.strip());
    }

    private static String environmentLine(String name, @Nullable String value) {
        if (value == null) {
            return "unset " + name;
        }
        boolean bare = value.isEmpty() || value.charAt(0) == '"' || value.charAt(0) == '\'' || value.indexOf(' ') < 0;
        return "export " + name + "=" + (bare ? value : '"' + value + '"');
    }
}
