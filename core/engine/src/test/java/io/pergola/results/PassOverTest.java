package io.pergola.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that are passed over, and those that are not, beside a look at each. */
class PassOverTest {

    private static final List<String> TEXTS = List.of("GB/s", "time: ");

    /** Some lines are longer than what is read at once, some ends are carriage returns, and the last line may have none. */
    private static String log(Random random) {
        var log = new StringBuilder();
        boolean returns = random.nextBoolean();
        for (int i = random.nextInt(4_000); i >= 0; i--) {
            String line = "x".repeat(random.nextInt(500) == 0 ? random.nextInt(600_000) : random.nextInt(90));
            int place = random.nextInt(line.length() + 1);
            String text =
                    random.nextInt(20) == 0 ? TEXTS.get(random.nextInt(2)) : random.nextInt(5) == 0 ? "GB/time:" : "";
            log.append(line, 0, place).append(text).append(line, place, line.length());
            log.append(returns && random.nextInt(9) == 0 ? random.nextBoolean() ? "\r" : "\r\n" : "\n");
        }
        return random.nextBoolean() ? log.toString() : log.append("12 GB/s").toString();
    }

    private static boolean wanted(String line) {
        return TEXTS.stream().anyMatch(line::contains);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void linesAndTheirNumbersAreThoseOfALookAtEach(int seed, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("log"), log(new Random(seed)));
        var expected = new ArrayList<String>();
        long last;
        try (LogLines lines = LogLines.open(file)) {
            while (lines.next()) {
                if (wanted(lines.text())) {
                    expected.add(lines.number() + "@" + lines.start() + lines.text());
                }
            }
            last = lines.number();
        }
        var found = new ArrayList<String>();
        List<LiteralCursor> cursors = TEXTS.stream().map(LiteralCursor::new).toList();
        try (LogLines lines = LogLines.open(file)) {
            lines.passOver(cursors);
            while (lines.next()) {
                if (wanted(lines.text())) {
                    found.add(lines.number() + "@" + lines.start() + lines.text());
                }
                lines.passOver(cursors);
            }
            assertEquals(last, lines.number());
        }
        assertEquals(expected, found);
    }
}
