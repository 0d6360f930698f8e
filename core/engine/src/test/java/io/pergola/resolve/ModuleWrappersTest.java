package io.pergola.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.Value;
import io.pergola.script.ModuleStep;
import io.pergola.script.ModuleStep.Export;
import io.pergola.script.ModuleStep.Load;
import io.pergola.script.ModuleStep.Swap;
import io.pergola.script.ModuleStep.Unload;
import io.pergola.script.ModuleStep.Version;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModuleWrappersTest {

    private static final String WRAPPERS = """
            {"module_wrappers": {
              "gcc": {"modules": ["base-env", "gcc"], "env": {"CC": "gcc", "FLAGS": "-O2 -g"}},
              "gcc/13*": {"modules": ["gcc", "-old"], "env": {"CC": "gcc-13"}},
              "open*": {"env": {"MPI": "open", "GONE": null}},
              "openmpi": {"env": {"MPI": "never"}}
            }}""";

    private static List<ModuleStep> steps(String... entries) {
        return new ModuleWrappers((Value.Entries) Json.read(WRAPPERS)).steps(List.of(entries));
    }

    @Test
    void entriesWithoutAWrapperAreWhatTheySay() {
        assertEquals(
                List.of(new Load("cmake/3.20"), new Unload("intel"), new Swap("PrgEnv-*", "PrgEnv-gnu")),
                steps("cmake/3.20", "-intel", "PrgEnv-* -> PrgEnv-gnu"));
    }

    @Test
    void aWrapperLoadsItsOwnModulesInTheVersionThatWasAskedFor() {
        assertEquals(
                List.of(
                        new Load("base-env"),
                        new Load("gcc/12"),
                        new Export("CC", "gcc"),
                        new Export("FLAGS", "-O2 -g"),
                        new Export("gcc_VERSION", "12")),
                steps("gcc/12"));
        assertEquals(new Version("gcc_VERSION", "gcc"), steps("gcc").getLast());
    }

    @Test
    void aWrapperForTheVersionGoesBeforeOneForAll() {
        assertEquals(
                List.of(
                        new Load("gcc/13.1"),
                        new Unload("old"),
                        new Export("CC", "gcc-13"),
                        new Export("gcc_VERSION", "13.1")),
                steps("gcc/13.1"));
    }

    @Test
    void aGlobsFirstMatchHoldsAndOneWithoutModulesOnlyAddsVariables() {
        assertEquals(
                List.of(
                        new Load("openmpi"),
                        new Export("MPI", "open"),
                        new Export("GONE", null),
                        new Version("openany_VERSION", "openmpi")),
                steps("openmpi"));
    }

    @Test
    void aSwapStaysAndGetsTheVariables() {
        assertEquals(
                List.of(
                        new Swap("intel", "gcc/12"),
                        new Export("CC", "gcc"),
                        new Export("FLAGS", "-O2 -g"),
                        new Export("gcc_VERSION", "12")),
                steps("intel->gcc/12"));
        assertEquals(List.of(new Unload("gcc")), steps("-gcc"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', no name",
        "'-', no name",
        "'a->', no name",
        "'->b', no name",
        "'a->b->c', more arrows",
        "'gcc openmpi', an item of its own",
        "'a:b', an item of its own",
        "'--force', begin with '-'",
        "'a->-b', begin with '-'"
    })
    void whatCannotBeAModuleIsToldApart(String entry, String what) {
        assertTrue(ModuleWrappers.wrong(entry).orElse("").contains(what), () -> entry + ModuleWrappers.wrong(entry));
    }
}
