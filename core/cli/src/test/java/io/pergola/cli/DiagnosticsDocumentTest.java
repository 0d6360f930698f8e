package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes {@code docs/diagnostics.md}: broken files and what lint says of them. {@code -Dgolden.renew=true} writes it anew. */
class DiagnosticsDocumentTest {

    private static final String INTRODUCTION = """
            # What is told of broken files

            `pergola lint` checks suites, layers and `pergola.yaml` without running anything, and tells all problems at once: where, the line, what is wrong,
            and how to mend it. `run` and `view` tell the errors in the same words. Warnings are about files that work but do not what they seem to.
            Exit code 2 if there are errors, 0 if there are only warnings. `--json` and `--sarif` are for editors and code hosts.

            A test with an error does not keep its siblings from being used; only a parent that is missing, or a ring of parents, spoils the suite.

            This page is written by a test: each file stands alone in a config directory, under the name that the places show.
            """;

    /** A heading, and the files. */
    private record Sample(String title, List<String> files) {

        static Sample of(String title, String... namesAndTexts) {
            return new Sample(title, List.of(namesAndTexts));
        }
    }

    private static List<Sample> samples() {
        return List.of(
                Sample.of("A key that does not exist", "tests/spelling.yaml", """
                        hello:
                          run:
                            comands: ['echo hello']
                          sumary: Says hello
                        """),
                Sample.of("A key on the wrong level", "tests/level.yaml", """
                        hello:
                          run:
                            cmds: ['echo hello']
                            schedule: {nodes: 2}
                          env: {LANG: C}
                        """),
                Sample.of("A value of the wrong kind", "tests/kind.yaml", """
                        hello:
                          summary: [Says, hello]
                          run:
                            cmds: {first: echo hello}
                            autoexit: maybe
                        """),
                Sample.of("A key that is there twice", "tests/twice.yaml", """
                        hello:
                          summary: Says hello
                          run: {cmds: ['echo hello']}
                          summary: Greets
                        """),
                Sample.of("Not YAML", "tests/yaml.yaml", """
                        hello:
                          run:
                            cmds: ['echo hello'
                          summary: Says hello
                        """),
                Sample.of("A variable that does not exist, in a block", "tests/variable.yaml", """
                        hello:
                          variables: {size: [10, 20]}
                          permute_on: size
                          run:
                            cmds:
                              - |
                                cd work
                                ./solve --size {{sise}} --twice {{size * 2}}
                        """),
                Sample.of("An expression that is not one, in folded text", "tests/expression.yaml", """
                        hello:
                          doc: >
                            Runs for {{60 *}} seconds
                            and then stops.
                          run:
                            cmds: ["printf '\\\\t{{ 1 / 0 }}'", 'echo {{round("x")}} ~']
                        """),
                Sample.of("Variables that refer to each other in a ring", "tests/ring.yaml", """
                        hello:
                          variables:
                            day: 'after {{night}}'
                            night: 'after {{day}}'
                          run: {cmds: ['echo {{day}}']}
                        """),
                Sample.of("A parent that is not there", "tests/parent.yaml", """
                        _base:
                          run: {cmds: ['echo hello']}
                        hello:
                          inherits_from: _bsae
                        """),
                Sample.of("Layers that do not go together", "tests/layers.yaml", """
                        _base:
                          variables:
                            mesh: {x: 10, y: 20}
                        hello:
                          inherits_from: _base
                          variables:
                            mesh+: {x: 30, z: 40}
                          run: {cmds: ['solve {{mesh.x}}']}
                        """),
                Sample.of("What works but is not what it seems", "tests/seems.yaml", """
                        hello:
                          test_version: 1.10
                          variables: {count: 010, mode: fast, unused: 1}
                          permute_on: count
                          only_if: {'{{mode}}': [slow]}
                          run: {cmds: ['echo hello']}
                        """));
    }

    @Test
    void isWhatLintSays(@TempDir Path folder) throws IOException {
        var document = new StringBuilder(INTRODUCTION);
        int number = 0;
        for (Sample sample : samples()) {
            document.append(section(sample, folder.resolve(String.valueOf(++number))));
        }
        Path file = Path.of(System.getProperty("pergola.root", "../.."), "docs", "diagnostics.md");
        if (Boolean.getBoolean("golden.renew")) {
            Files.writeString(file, document.toString());
        }
        assertEquals(Files.readString(file), document.toString());
    }

    private static String section(Sample sample, Path folder) throws IOException {
        var site = new CliSite(folder);
        var text = new StringBuilder("\n## " + sample.title() + "\n");
        for (int i = 0; i < sample.files().size(); i += 2) {
            site.layer(sample.files().get(i), sample.files().get(i + 1));
            text.append("\n`").append(sample.files().get(i)).append("`\n\n```yaml\n");
            text.append(sample.files().get(i + 1)).append("```\n");
        }
        CliSite.Outcome outcome = site.run("lint", "-q");
        assertTrue(!outcome.out().isEmpty(), sample.title());
        String told = outcome.out().replace(site.path("site") + "/", "");
        return text.append("\n```text\n").append(told).append("```\n").toString();
    }
}
