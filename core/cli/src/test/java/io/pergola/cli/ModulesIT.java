package io.pergola.cli;

import static io.pergola.cli.Installed.contains;
import static io.pergola.cli.Installed.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pergola.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds and runs that load modules with the machine's own Lmod. */
class ModulesIT {

    private Installed installed;

    @BeforeEach
    void install(@TempDir Path temp) throws IOException {
        assumeTrue(Files.exists(Path.of("/etc/profile.d/lmod.sh")), "Lmod is not installed");
        installed = new Installed(temp);
        for (String version : List.of("11.3", "12.2")) {
            Path file = temp.resolve("modules/compiler/" + version);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "#%Module\nsetenv COMPILER_HOME /opt/compiler/" + version + "\n");
        }
    }

    @AfterEach
    void leaveNothing() throws IOException {
        installed.close();
    }

    private void suite(String tests) throws IOException {
        installed.suite("s", """
                _base:
                  build: {preamble: 'export MODULEPATH=%1$s'}
                  run: {preamble: 'export MODULEPATH=%1$s'}
                  module_wrappers: {'comp*': {env: {CC: 'cc-of-$COMPILER_HOME'}}}
                """.formatted(installed.folder().resolve("modules")) + tests);
    }

    @Test
    void areThereForBuildAndRunWithWhatTheirWrapperSets() throws Exception {
        suite("""
                t:
                  inherits_from: _base
                  build: {modules: [compiler/11.3], cmds: ['echo "$CC $company_VERSION" >built']}
                  run:
                    modules: [compiler]
                    cmds: ['echo "built by $(cat built), run by $CC $company_VERSION"']
                  result_parse: {regex: {said: {regex: 'built by (.*)'}}}
                """);
        Value.Entries test = installed.tests(0, "run", "s", "--json").getFirst();
        assertEquals(
                "cc-of-/opt/compiler/11.3 11.3, run by cc-of-/opt/compiler/12.2 12.2",
                text((Value.Entries) Installed.value(test, "figures"), "said"));
    }

    @Test
    void thatAreNotThereAreAnErrorOfTheEnvironmentInRunAndBuild() throws Exception {
        suite("""
                run: {inherits_from: _base, run: {modules: [compiler/13], cmds: ['true']}}
                build: {inherits_from: _base, build: {modules: [compilr], cmds: ['true']}, run: {cmds: ['true']}}
                """);
        Shell.Outcome run = installed.expect(3, "run", "s.run");
        contains(run.out() + run.err(), "'module load compiler/13' failed", "there are: compiler/11.3, compiler/12.2");
        assertEquals("ERROR", text(installed.results(1), "result"));
        assertEquals("ENV_FAILED", text(installed.statuses("1").getFirst(), "state"));
        Shell.Outcome build = installed.expect(3, "run", "s.build");
        contains(build.out() + build.err(), "ENV_FAILED", "'module load compilr' failed", "(there are: compiler/11.3");
    }

    @Test
    void ofImpossibleNamesAreRefusedBeforeAnythingIsMade() throws Exception {
        suite("""
                t: {inherits_from: _base, run: {modules: ['compiler openmpi'], cmds: ['true']}}
                """);
        contains(
                installed.expect(2, "run", "s").err(),
                "run.modules: 'compiler openmpi'",
                "write each module as an item of its own",
                "s.yaml:");
    }
}
