package io.pergola.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0   | exit code 0",
                "127 | exit code 127, as when a command is not found",
                "126 | exit code 126, as when a command cannot be executed",
                "128 | exit code 128",
                "139 | exit code 139, as when a command is killed by signal 11 (SIGSEGV)",
                "159 | exit code 159, as when a command is killed by signal 31 (SIGSYS)",
                "160 | exit code 160"
            })
    void codesOfAShellAreExplained(int code, String words) {
        assertEquals(words, ExitWords.code(code));
    }
}
