package io.pergola.cli;

import static io.pergola.cli.Installed.contains;
import static io.pergola.cli.Installed.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
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

/** The suite {@code apps} from its archives and its repository, by two compilers behind real modules, over real MPI. */
class AppsIT {

    private static final String PACK = "test-suites/apps/pack";

    private Installed installed;
    private Path suite;
    private Path sources;

    @BeforeEach
    void install(@TempDir Path temp) throws IOException {
        installed = new Installed(temp);
        sources = temp.resolve("the sources");
        // A copy, for what is fetched is kept beside a suite.
        suite = installed.take("test-suites/apps", "suites/apps");
    }

    @AfterEach
    void leaveNothing() throws IOException {
        installed.close();
    }

    private void pack() throws IOException, InterruptedException {
        assumeTrue(Files.exists(Path.of("/etc/profile.d/lmod.sh")), "Lmod is not installed");
        for (String program :
                List.of("gcc", "clang", "mpicc", "mpirun", "make", "cmake", "autoreconf", "automake", "zip", "git")) {
            assumeTrue(
                    installed.shell().run("sh", "-c", "command -v " + program).code() == 0,
                    program + " is not installed");
        }
        Shell.Outcome packed = installed.shell().run(Installed.shipped(PACK).toString(), sources.toString());
        assertEquals(0, packed.code(), packed::err);
        contains(packed.out(), "pergola run -c 'variables.sources=" + sources + "' apps");
    }

    private Shell.Outcome apps(int code, String test) throws IOException, InterruptedException {
        return installed.expect(code, "run", "-c", "variables.sources=" + sources, test);
    }

    private String states(int number) throws IOException, InterruptedException {
        return installed.expect(0, "log", "states", Integer.toString(number)).out();
    }

    @Test
    void passUnderTheCompilerThatTheirNamesSayAndAreBuiltOnce() throws Exception {
        pack();
        apps(0, "apps");
        for (int number = 1; number <= 6; number++) {
            Value.Entries results = installed.results(number);
            String name = text(results, "name");
            assertEquals("PASS", text(results, "result"), name);
            assertTrue(name.endsWith("." + text(results, "compiler")), () -> name + " " + results);
            assertEquals(Value.of(2), Installed.value(results, "ranks"), name);
            contains(states(number), "BUILDING", "BUILD_SUCCESS");
        }
        assertEquals("apps.ring.clang", text(installed.results(6), "name"));
        apps(0, "apps");
        for (int number = 7; number <= 12; number++) {
            assertEquals("PASS", text(installed.results(number), "result"));
            String states = states(number);
            contains(states, "BUILD_REUSED");
            assertFalse(states.contains("BUILDING"), states);
        }
    }

    @Test
    void doNotPassIfTheModuleBringsAnotherCompilerOrIsNotThere() throws Exception {
        pack();
        Path module = suite.resolve("modulefiles/toolchain/clang.lua");
        Files.writeString(module, Files.readString(module).replace("\"clang\"", "\"gcc\""));
        apps(1, "apps.ring.clang");
        assertEquals("FAIL", text(installed.results(1), "result"));
        assertEquals("gcc", text(installed.results(1), "compiler"));
        Files.delete(module);
        contains(apps(3, "apps.ring.clang").err(), "ENV_FAILED", "toolchain/clang", "there are: toolchain/gcc");
    }

    @Test
    void areSkippedWithTheReasonBeforeTheyArePacked() throws Exception {
        contains(installed.expect(0, "run", "apps").err(), "skipped apps.heat.clang", "not set; pack them first");
        assertEquals("", installed.expect(0, "lint").out());
        Shell.Outcome packed = installed.shell().run(Installed.shipped(PACK).toString());
        assertEquals(2, packed.code());
        contains(packed.err(), "give the folder for the archives");
    }
}
