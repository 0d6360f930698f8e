package io.pergola.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BashTest {

    /** Everything that means something to bash, and some that does not. */
    private static final String LETTERS = " \t\n'\"\\$`!*?[]{}()<>|&;#~=%^-+:,./@aZ09_é☃\u0001\u007f";

    private static final int TEXTS = 500;

    @Test
    void bashReadsQuotedWordsAsTheyWere() throws Exception {
        var random = new Random(7);
        var words =
                new ArrayList<String>(List.of("", "-n", "--", "'", "''", "\\", "a'b'c", "$(false)", "~", "=x", "!!"));
        while (words.size() < TEXTS) {
            words.add(random.ints(random.nextInt(12), 0, LETTERS.length())
                    .mapToObj(i -> LETTERS.substring(i, i + 1))
                    .collect(Collectors.joining()));
        }
        assertEquals(
                words,
                List.of(bash("printf '%s\\0' " + Bash.words(words)).split("\0", -1))
                        .subList(0, words.size()));
    }

    @Test
    void plainWordsStayReadable() {
        assertEquals("/usr/bin/x-1 a=b 'c d' ''", Bash.words(List.of("/usr/bin/x-1", "a=b", "c d", "")));
    }

    @Test
    void commentsStayOnTheirLine() throws Exception {
        assertEquals("", bash(Bash.comment("a\necho b\r\necho c\u0085 $(echo d)")));
    }

    private static String bash(String script) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("bash", "-s").redirectErrorStream(true).start();
        try (var input = process.getOutputStream()) {
            input.write(script.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }
}
