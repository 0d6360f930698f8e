package io.pergola.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShebangTest {

    private static List<String> command(String firstLine, String... arguments) {
        return Shebang.command(firstLine, Path.of("/x/run.sh"), List.of(arguments));
    }

    @Test
    void theInterpreterGetsTheScriptAndItsArguments() {
        assertEquals(List.of("/bin/zsh", "/x/run.sh", "7"), command("#!/bin/zsh", "7"));
    }

    @Test
    void everythingAfterTheInterpreterIsOneArgument() {
        assertEquals(List.of("/usr/bin/env", "-S bash  -e", "/x/run.sh"), command("  #! /usr/bin/env   -S bash  -e  "));
    }

    @Test
    void aLineThatNamesNoInterpreterMeansBash() {
        assertEquals(List.of("/bin/bash", "/x/run.sh"), command(""));
        assertEquals(List.of("/bin/bash", "/x/run.sh"), command("#!"));
        assertEquals(List.of("/bin/bash", "/x/run.sh"), command("echo hello"));
    }
}
