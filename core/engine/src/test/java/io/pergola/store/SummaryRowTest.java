package io.pergola.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pergola.model.RunId;
import io.pergola.model.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any rows, many of whose fields are those of their neighbours or begin like these, come back from the index as they went in. */
final class SummaryRowTest {

    private static final String LABEL = "main";
    private static final List<String> TEXTS = List.of("", "a", "ab", "abc", "b", "1", "12", "ä", "a b", "a\nb");
    private static final List<String> NODES = List.of("n1", "n2", "n10");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path dir;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void comesBack(long seed) throws Exception {
        var random = new Random(seed);
        var update = new IndexUpdate(false);
        for (int number = 1; number <= 3000; number += 1 + random.nextInt(2)) {
            update.summaries().add(run(number, random));
        }
        try (Index index = Index.open(dir.resolve("index"))) {
            index.update(update);
            List<Integer> numbers =
                    update.summaries().stream().map(run -> run.id().number()).toList();
            var found = index.loadAround(numbers, LABEL);
            assertEquals(new HashSet<>(update.summaries()), new HashSet<>(found.values()));
        }
    }

    private static RunSummary run(int number, Random random) {
        Instant finished = optional(random);
        return new RunSummary(
                new RunId(LABEL, number),
                text(random),
                text(random),
                text(random),
                text(random),
                text(random),
                text(random),
                text(random),
                nodes(random),
                time(random),
                optional(random),
                finished,
                text(random),
                finished != null && random.nextBoolean() ? finished : time(random),
                text(random),
                verdict(random),
                random.nextBoolean());
    }

    private static String text(Random random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private static List<String> nodes(Random random) {
        var nodes = new ArrayList<>(NODES);
        nodes.removeIf(_ -> random.nextBoolean());
        return nodes;
    }

    /** Of this century, of 1970 to its first microsecond, and from before. */
    private static Instant time(Random random) {
        long micros = List.of(
                        1_700_000_000_123_456L, 1_700_000_000_000_000L, 0L, 7L, 999_999L, 1_000_000L, -1L, -1_500_000L)
                .get(random.nextInt(8));
        return Stamp.ofMicros(micros);
    }

    private static @Nullable Instant optional(Random random) {
        return random.nextInt(4) == 0 ? null : time(random);
    }

    private static @Nullable Verdict verdict(Random random) {
        List<Verdict> verdicts = List.of(Verdict.values());
        int one = random.nextInt(verdicts.size() + 1);
        return one == verdicts.size() ? null : verdicts.get(one);
    }
}
