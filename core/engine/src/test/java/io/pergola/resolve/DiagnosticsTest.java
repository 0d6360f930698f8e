package io.pergola.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pergola.model.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What users read when they wrote a wrong line: the whole text, caret included. Run with {@code -Dgolden.renew=true} to write the
 * file anew, and read the difference.
 */
class DiagnosticsTest {

    private static final Path GOLDEN = Path.of("src/test/resources/diagnostics.txt");

    @TempDir
    private Path dir = Path.of("unset");

    private static Map<String, String> suites() {
        var suites = new LinkedHashMap<String, String>();
        suites.put("misspelt", "t:\n  run:\n    comands: ['true']\n");
        suites.put("indented", "t:\n  run:\n    schedule: {nodes: 1}\n");
        suites.put("outdented", "t:\n  cmds: ['true']\n");
        suites.put("wrongtype", "t:\n  summary: [a, b]\n  run: {cmds: {a: b}, autoexit: maybe}\n");
        suites.put("twice", "t:\n  summary: one\n  doc: text\n  summary: two\n");
        suites.put("syntax", "t: {run: {cmds: ['a', 'b'}\n");
        suites.put("tabbed", "t:\n\trun: {}\n");
        suites.put(
                "unknownvar",
                "t:\n  variables: {size: 3}\n  run:\n    cmds:\n      - |\n        first line\n        echo {{sice}}\n");
        suites.put("folded", "t:\n  doc: >\n    some words\n    and {{1 +}} more\n");
        suites.put("quoted", "t:\n  run: {env: {X: \"a\\t{{ 1 / 0 }}\"}}\n");
        suites.put("loop", "t:\n  variables: {day: '{{night}}', night: '{{day}}'}\n");
        suites.put("early", "t:\n  build: {cmds: ['make HOST={{sys.host_name}}']}\n");
        suites.put("required", "t:\n  variables:\n    server?:\n  run: {cmds: ['ping {{server}}']}\n");
        suites.put("parent", "base: {}\nt: {inherits_from: bse}\n");
        suites.put("permuted", "t: {permute_on: [n, m.0], variables: {m: [1, 2]}}\n");
        suites.put("hours", "t: {schedule: {time_limit: soon, nodes: several}}\n");
        suites.put("slots", """
                t:
                  schedule:
                    slots: {ranks: 0, core_share: 2, mem_per_rank: 64, exclusive: maybe}
                    consumables: gpu0=1 licence=some fpga
                    priority: high
                """);
        suites.put("named", "t: {schedule: {consumables: {a b: 1}}}\n");
        suites.put("parser", "t: {result_parse: {regex: {name: {regex: 'a(b'}}}}\n");
        suites.put("mixed", "t: {variables: {mesh: [text, {a: 1}]}}\n");
        suites.put("plus", "t: {summary+: more}\n");
        suites.put("shared", "t: {group: no-such-group, umask: '0778'}\n");
        suites.put("where", "t: {scheduler: slurm}\n");
        return suites;
    }

    @Test
    void read_as_they_are_written_down() throws IOException {
        var site = new TestSite(dir);
        suites().forEach(site::suite);
        var told = new StringBuilder();
        for (String suite : suites().keySet()) {
            told.append("# ").append(suite).append('\n');
            site.resolve(suite + ".t").problems().forEach(problem -> told.append(shown(problem)));
            told.append('\n');
        }
        for (String override : List.of("run.comands=x", "run.cmds.7=x", "run.cmds=[a, b", "summary")) {
            told.append("# -c ").append(override).append('\n');
            site.suite("ok", "t: {run: {cmds: [a]}}\n")
                    .resolveWith(List.of(), List.of(override), "ok.t")
                    .problems()
                    .forEach(problem -> told.append(shown(problem)));
            told.append('\n');
        }
        String text = told.toString().replace(dir + "/", "");
        if (Boolean.getBoolean("golden.renew")) {
            Files.writeString(GOLDEN, text);
        }
        assertEquals(Files.readString(GOLDEN), text);
    }

    private static String shown(Problem problem) {
        var text = new StringBuilder(problem.toString()).append('\n');
        problem.line().ifPresent(line -> {
            int column = problem.place().orElseThrow().column();
            text.append("    ").append(line).append('\n');
            text.append("    ")
                    .append(line.substring(0, Math.min(column - 1, line.length()))
                            .replaceAll("[^\t]", " "))
                    .append("^\n");
        });
        problem.help().ifPresent(help -> text.append("  help: ").append(help).append('\n'));
        return text.toString();
    }
}
