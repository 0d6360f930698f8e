package io.pergola.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pergola.model.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of filters that cannot be read; {@code -Dgolden.renew=true} writes the messages anew, to be read in review. */
class FilterProblemsTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "filter", "problems.txt");

    private static final List<String> BAD = List.of(
            "",
            "   ",
            "FALED",
            "FAILED and user=ann",
            "PASSED or FAILED",
            "not PASSED",
            "usr=ann",
            "colour=red",
            "FAILED=yes",
            "user",
            "user=",
            "user= | FAILED",
            "user==ann",
            "user<ann",
            "num_nodes>many",
            "num_nodes=12345678901",
            "created=2026",
            "created<soon",
            "created<1 weak",
            "nodes=node[1-",
            "name='abc",
            "'abc'",
            "=ann",
            "PASSED |",
            "| PASSED",
            "PASSED || FAILED",
            "PASSED & FAILED",
            "!",
            "(PASSED",
            "PASSED)",
            "PASSED) (FAILED",
            "()",
            "usr=ann (FALED | created<soon",
            "!".repeat(200) + "PASSED",
            "(".repeat(200));

    private static String told(String text) {
        List<Problem> problems = new ArrayList<>();
        Filter.read(text, SampleRuns.NOW, ZoneOffset.UTC, problems);
        var told = new StringBuilder();
        for (Problem problem : problems) {
            int column = problem.place().orElseThrow().column();
            told.append(problem).append('\n');
            told.append("  | ").append(problem.line().orElseThrow()).append('\n');
            told.append("  | ").append(" ".repeat(column - 1)).append("^\n");
            told.append("  help: ").append(problem.help().orElseThrow()).append('\n');
        }
        return told.toString();
    }

    @Test
    void sayWhatIsWrongWhereAndHowToMendIt() throws IOException {
        String all =
                String.join("\n", BAD.stream().map(FilterProblemsTest::told).toList());
        if (Boolean.getBoolean("golden.renew")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, all);
        }
        assertEquals(Files.readString(GOLDEN), all);
    }
}
