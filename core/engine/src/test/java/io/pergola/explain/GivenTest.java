package io.pergola.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.resolve.Resolver;
import io.pergola.resolve.RunRequest;
import io.pergola.resolve.TestSite;
import io.pergola.yaml.YamlWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenTest {

    @TempDir
    private Path dir = Path.of("unset");

    private TestSite site = new TestSite(dir);

    @BeforeEach
    void makeSite() {
        site = new TestSite(dir)
                .file("hosts/vm.yaml", "schedule: {nodes: 2}\n")
                .file("modes/quick.yaml", "run: {timeout: 40}\n")
                .suite("demo", """
                        base:
                          build: {modules: []}
                        t:
                          inherits_from: base
                          variables: {size: 3}
                          only_if: {'{{size}}': ['3']}
                          run:
                            autoexit: true
                            env: {HERE: null}
                            cmds: ['run {{size}}']
                            prepend_cmds: ['first']
                        """);
    }

    private String shown(boolean defaults) {
        var request =
                new RunRequest(List.of("demo.t"), List.of(), null, null, List.of("quick"), List.of("chunk=any"), 1);
        Resolver resolver = site.resolver();
        Given given = defaults ? Given.withDefaults(resolver, request) : Given.only(resolver, request);
        return YamlWriter.write(given.of(resolver.resolve(request).tests().getFirst()));
    }

    @Test
    void whatNobodySetIsLeftOutAndWhatAnyLayerSetIsThere() {
        assertEquals("""
                variables:
                  size:
                    - '3'
                chunk: any
                only_if:
                  '3':
                    - '3'
                build:
                  modules: []
                run:
                  cmds:
                    - first
                    - run 3
                  env:
                    HERE: null
                  autoexit: 'True'
                  timeout: '40'
                schedule:
                  nodes: '2'
                """, shown(false));
    }

    @Test
    void defaultsAreAddedWhereTheyHaveAValue() {
        String all = shown(true);
        assertTrue(all.contains("scheduler: raw\n"), all);
        assertTrue(all.contains("  source_download: missing\n"), all);
        assertTrue(all.contains("  modules: []\n"), all);
        assertTrue(all.contains("    HERE: null\n"), all);
        assertFalse(all.contains("summary"), all);
        assertFalse(all.contains("mpirun_opts"), all);
    }
}
