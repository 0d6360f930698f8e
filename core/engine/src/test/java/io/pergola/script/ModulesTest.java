package io.pergola.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scripts that want modules, with the programs that sites have for them and with modulefiles of our own. */
class ModulesTest {

    private static final Path LMOD = Path.of("/usr/share/lmod/lmod/init/bash");

    /** Debian has one of the two at a time; {@code ./check} unpacks the other. */
    private static final List<Path> TCL = List.of(
            Path.of(System.getProperty("pergola.root", "."), "target/environment-modules/modulecmd.tcl"),
            Path.of("/usr/lib/x86_64-linux-gnu/modulecmd.tcl"),
            Path.of("/usr/share/modules/libexec/modulecmd.tcl"));

    private Path temp;

    /** A program that loads modules: lines that define the command. */
    record Kind(String name, Path file, String definition) {

        static Kind lmod() {
            return new Kind("Lmod", LMOD, "source '" + LMOD + "'");
        }

        static Kind tcl() {
            Path file = TCL.stream().filter(Files::exists).findFirst().orElse(TCL.getFirst());
            return new Kind(
                    "Tcl",
                    file,
                    "module() { eval \"$(tclsh '" + file + "' bash \"$@\" || echo false)\"; }; export LOADEDMODULES=");
        }

        /** Ends with 0 whatever happens, and knows few commands, as the modules of old machines do. */
        static Kind old() {
            Kind tcl = tcl();
            String plain = tcl.definition.replace("module()", "new_module()");
            return new Kind(
                    "Tcl of old",
                    tcl.file,
                    plain + "; module() { [ \"$1\" = is-loaded ] || new_module \"$@\"; return 0; }");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Kind> kinds() {
        return Stream.of(Kind.lmod(), Kind.tcl(), Kind.old());
    }

    record Outcome(int code, String out, String err) {}

    @BeforeEach
    void writeModuleFiles(@TempDir Path folder) throws IOException {
        temp = folder;
        for (String name :
                List.of("gcc/11.3", "gcc/12.2", "openmpi/4.1", "mpich/4.0", "PrgEnv-cray/8.3", "PrgEnv-gnu/8.3")) {
            Path file = temp.resolve("modules").resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file,
                    "#%Module\nsetenv HAS_" + name.replaceAll("[^A-Za-z].*", "") + " " + name + "\n"
                            + (name.startsWith("PrgEnv") ? "" : "conflict " + name.replaceAll("/.*", "") + "\n"));
        }
        Files.writeString(temp.resolve("modules/broken"), "#%Module\nputs stderr {no licence}\nbreak\n");
    }

    private Outcome run(Kind kind, String command, ModuleStep... steps) throws IOException, InterruptedException {
        assumeTrue(Files.exists(kind.file), kind.name + " is not installed");
        return bash(List.of(kind.definition, "export MODULEPATH='" + temp.resolve("modules") + "'"), command, steps);
    }

    private Outcome bash(List<String> preamble, String command, ModuleStep... steps)
            throws IOException, InterruptedException {
        String script = new TestScript(
                        "#!/bin/bash",
                        new LinkedHashMap<>(Map.of(
                                "TEST_ID",
                                "1",
                                "PERGOLA",
                                temp.resolve("pergola").toString())),
                        null,
                        preamble,
                        List.of(steps),
                        new LinkedHashMap<>(),
                        false,
                        true,
                        List.of(command))
                .text();
        Path program = temp.resolve("pergola");
        Files.writeString(program, "#!/bin/bash\nprintf '%s\\n' \"$@\" >'" + temp.resolve("said") + "'\n");
        program.toFile().setExecutable(true);
        Path out = temp.resolve("out");
        Path err = temp.resolve("err");
        var builder = new ProcessBuilder(
                        "bash",
                        Files.writeString(temp.resolve("run.sh"), script).toString())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", "/usr/bin:/bin", "HOME", temp.toString(), "PERGOLA_RUN", "uuid"));
        int code = builder.start().waitFor();
        return new Outcome(code, Files.readString(out), Files.readString(err));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void areLoadedWithAndWithoutVersion(Kind kind) throws Exception {
        Outcome outcome = run(
                kind,
                "echo $HAS_gcc $HAS_openmpi $gcc_VERSION",
                new ModuleStep.Load("gcc/11.3"),
                new ModuleStep.Load("openmpi"),
                new ModuleStep.Version("gcc_VERSION", "gcc"));
        assertEquals(new Outcome(0, "gcc/11.3 openmpi/4.1 11.3\n", ""), outcome);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void areUnloadedAndSwapped(Kind kind) throws Exception {
        Outcome outcome = run(
                kind,
                "echo $LOADEDMODULES",
                new ModuleStep.Load("PrgEnv-cray"),
                new ModuleStep.Load("openmpi"),
                new ModuleStep.Swap("PrgEnv-*", "PrgEnv-gnu"),
                new ModuleStep.Unload("openmpi"),
                new ModuleStep.Unload("mpich"),
                new ModuleStep.Swap("no-such-*", "gcc/12.2"),
                new ModuleStep.Swap("gcc", "gcc/11.3"));
        assertEquals(0, outcome.code(), outcome::err);
        assertEquals("PrgEnv-gnu/8.3:gcc/11.3\n", outcome.out());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void thatAreNotThereEndTheScriptWithTheReasonAndThoseThatAre(Kind kind) throws Exception {
        Outcome outcome = run(kind, "echo not reached", new ModuleStep.Load("gcc/13"));
        assertEquals(1, outcome.code());
        assertEquals("", outcome.out());
        String said = Files.readString(temp.resolve("said"));
        assertTrue(said.startsWith("--quiet\nset_status\n-s\nENV_FAILED\n-n\n'module load gcc/13' failed: "), said);
        assertTrue(said.contains("(there are: gcc/11.3, gcc/12.2)"), said);
        assertTrue(outcome.err().contains("gcc/13"), outcome::err);
        assertTrue(outcome.err().contains("pergola: 'module load gcc/13' failed"), outcome::err);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void ofASimilarNameAreTold(Kind kind) throws Exception {
        run(kind, "true", new ModuleStep.Load("opnempi/4.1"));
        assertTrue(Files.readString(temp.resolve("said")).contains("(there are: openmpi/4.1)"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whoseFileBreaksAreNotLoaded(Kind kind) throws Exception {
        Outcome outcome = run(kind, "echo not reached", new ModuleStep.Load("broken"));
        assertEquals("", outcome.out());
        assertTrue(outcome.err().contains("pergola: 'module load broken' failed"), outcome::err);
    }

    @Nested
    class WithoutTheCommand {

        @Test
        void itIsSaidWhatToDo() throws Exception {
            Path script = temp.resolve("run.sh");
            bash(List.of(), "echo not reached", new ModuleStep.Load("gcc"));
            // Where the machine has a file that defines it, the script finds that.
            Files.writeString(script, Files.readString(script).replace("/etc/profile.d/{", temp + "/{"));
            Process process = new ProcessBuilder("env", "-i", "PATH=/usr/bin:/bin", "bash", script.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertEquals(1, process.waitFor());
            assertTrue(said.contains("there is no command 'module' on "), said);
            assertTrue(said.contains("this test wants the modules gcc; let a line of 'preamble' define it"), said);
        }

        @Test
        void theFileOfTheSiteThatDefinesItIsFound() throws Exception {
            Path script = temp.resolve("run.sh");
            bash(List.of(), "echo $LOADEDMODULES", new ModuleStep.Load("gcc"));
            Files.writeString(script, Files.readString(script).replace("/etc/profile.d/{", temp + "/{"));
            Files.writeString(temp.resolve("modules.sh"), "module() { [ $1 = is-loaded ] || LOADEDMODULES=gcc/1; }\n");
            Process process = new ProcessBuilder("env", "-i", "PATH=/usr/bin:/bin", "bash", script.toString()).start();
            assertEquals(
                    "gcc/1\n",
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    @Test
    void scriptsWithoutModulesHaveNothingOfThem() throws Exception {
        bash(List.of(), "true");
        assertFalse(Files.readString(temp.resolve("run.sh")).contains("module"));
    }
}
