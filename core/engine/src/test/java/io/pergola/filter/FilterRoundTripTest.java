package io.pergola.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.filter.Condition.All;
import io.pergola.filter.Condition.Any;
import io.pergola.filter.Condition.Compares;
import io.pergola.filter.Condition.Is;
import io.pergola.filter.Condition.Not;
import io.pergola.model.Problem;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is printed is read again as it was, and no text whatever crashes. Seeds are fixed. */
class FilterRoundTripTest {

    private static final int ROUNDS = 5_000;
    private static final String CHARACTERS = "!|()=<>&'\"*?[]-, \t\n:0129_abPASSED\u00e9\ud83d\ude00\0";
    private static final List<String> PIECES = List.of(
            "PASSED",
            "FAILED",
            "user",
            "name",
            "nodes",
            "created",
            "num_nodes",
            "=",
            "!=",
            "<",
            ">=",
            "1 week",
            "ann",
            "node[01-04]",
            "2026-03-21",
            " ",
            "|",
            "!",
            "(",
            ")",
            "'",
            "and");
    private static final List<String> TEXTS =
            List.of("ann", "a b", "", "*.x?", "(x)", "a|b", "it's", "say \"hi\"", "=x", "!x", "a!=b", "\u00e9");
    private static final List<String> TIMES = List.of("1 week", "3days", "2026", "2026-03-21", "2026-03-21 14:32");

    private static Optional<Filter> read(String text, List<Problem> problems) {
        return Filter.read(text, SampleRuns.NOW, ZoneOffset.UTC, problems);
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static Condition condition(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 2 : 5)) {
            case 0 -> new Is(one(random, List.of(Word.values())));
            case 1 -> compares(random);
            case 2 -> new Not(condition(random, depth + 1));
            case 3 -> new All(several(random, depth));
            default -> new Any(several(random, depth));
        };
    }

    /** What stands in an {@code Any} needs no parentheses of its own when it is an {@code All}. */
    private static List<Condition> several(Random random, int depth) {
        return Stream.generate(() -> condition(random, depth + 1))
                .limit(2 + random.nextInt(3))
                .toList();
    }

    private static Condition compares(Random random) {
        Key key = one(random, List.of(Key.values()));
        Operator operator =
                one(random, Arrays.stream(Operator.values()).filter(key::allows).toList());
        String value =
                switch (key.kind()) {
                    case TEXT, CAPITALS -> one(random, TEXTS);
                    case NODES -> one(random, List.of("n1", "n[1-3],m*", "n?"));
                    case NUMBER -> Integer.toString(random.nextInt(1000));
                    case TIME -> one(random, TIMES);
                };
        return new Compares(key, operator, value);
    }

    @Test
    void whatIsPrintedIsReadAgainAsItWas() {
        var random = new Random(7);
        for (int i = 0; i < ROUNDS; i++) {
            Condition condition = condition(random, 0);
            var problems = new ArrayList<Problem>();
            Optional<Filter> again = read(condition.toString(), problems);
            assertEquals(List.of(), problems, condition.toString());
            assertEquals(condition, again.orElseThrow().condition());
        }
    }

    @Test
    void anyTextIsAFilterOrHasProblemsAtPlacesWithinIt() {
        var random = new Random(11);
        int good = 0;
        for (int i = 0; i < 10 * ROUNDS; i++) {
            var text = new StringBuilder();
            int length = random.nextInt(12);
            for (int k = 0; k < length; k++) {
                text.append(
                        random.nextBoolean()
                                ? one(random, PIECES)
                                : CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            }
            var problems = new ArrayList<Problem>();
            Optional<Filter> read = read(text.toString(), problems);
            assertNotEquals(read.isPresent(), !problems.isEmpty(), text.toString());
            for (Problem problem : problems) {
                int column = problem.place().orElseThrow().column();
                assertTrue(column <= text.length() + 1, text + ": " + problem);
            }
            read.ifPresent(filter -> assertTrue(SampleRuns.ALL.stream()
                            .filter(filter.over(new SampleRuns()))
                            .count()
                    <= SampleRuns.ALL.size()));
            good += read.isPresent() ? 1 : 0;
        }
        assertTrue(good > 100, good + " were filters");
    }
}
