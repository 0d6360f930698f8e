package io.pergola.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a suite holds, tests or problems come of it, the same each time, and in bounded time. {@code -Dpergola.fuzz.seconds} says how long,
 * {@code -Dpergola.fuzz.seed} where to begin: each input has a seed of its own, one above that of the input before it.
 */
class SuiteFuzzIT {

    /** Processor time of one input; a thousand times what most take. */
    private static final long MOST_NANOS = 60_000_000_000L;

    private static final int FEWEST_INPUTS = 20;

    private final long firstSeed = Long.getLong("pergola.fuzz.seed", 1);
    private final List<String> seeds = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();

    /** What is being tried; the watchdog looks at it. */
    private record Input(long seed, long cpuBefore, String suite) {}

    @Test
    void whateverASuiteHoldsTestsOrProblemsComeOfIt(@TempDir Path dir) throws Exception {
        readSeeds();
        var current = new AtomicReference<@Nullable Input>();
        var failure = new AtomicReference<@Nullable Throwable>();
        long end = System.nanoTime() + Long.getLong("pergola.fuzz.seconds", 20) * 1_000_000_000L;
        Thread worker = Thread.ofPlatform().daemon().name("fuzz").unstarted(() -> {
            long seed = firstSeed;
            var site = new TestSite(dir).file("pergola.yaml", "max_tests: 300\n");
            while (failure.get() == null && (System.nanoTime() < end || seed - firstSeed < FEWEST_INPUTS)) {
                try {
                    byte[] suite = input(new Random(seed));
                    String shown = new String(suite, StandardCharsets.ISO_8859_1);
                    current.set(new Input(seed, cpu(Thread.currentThread()), shown));
                    attempt(site, dir, suite, new Random(seed));
                } catch (Throwable e) { // whatever it is, the input belongs to it
                    failure.set(e);
                }
                seed++;
            }
        });
        worker.start();
        watch(worker, current, failure);
        Input last = Objects.requireNonNull(current.get());
        System.getLogger(SuiteFuzzIT.class.getName())
                .log(System.Logger.Level.INFO, "seeds " + firstSeed + " to " + last.seed() + " were tried");
        @Nullable Throwable found = failure.get();
        if (found != null) {
            throw new AssertionError(
                    "-Dpergola.fuzz.seed=" + last.seed() + " gives " + found + "\n" + last.suite(), found);
        }
    }

    private static long cpu(Thread thread) {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId());
    }

    private static void watch(
            Thread worker, AtomicReference<@Nullable Input> current, AtomicReference<@Nullable Throwable> failure)
            throws InterruptedException {
        while (!worker.join(java.time.Duration.ofSeconds(1))) {
            Input input = current.get();
            if (input != null && cpu(worker) - input.cpuBefore() > MOST_NANOS && input.equals(current.get())) {
                var stuck = new AssertionError("it takes too long");
                stuck.setStackTrace(worker.getStackTrace());
                failure.compareAndSet(null, stuck);
                return;
            }
        }
    }

    private void readSeeds() throws IOException {
        try (InputStream input = SuiteFuzzIT.class.getResourceAsStream("/conformance/strings.json")) {
            var all = (Value.Entries) Json.read(Objects.requireNonNull(input));
            for (Value each : ((Value.Items) Objects.requireNonNull(all.values().get("cases"))).values()) {
                if (((Value.Entries) each).values().get("in") instanceof Value.Text(String text)) {
                    texts.add(text);
                }
            }
        }
        Path suites =
                Path.of(System.getProperty("pergola.root", ""), "core/engine/src/test/resources/conformance/suites");
        try (var files = Files.walk(suites)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                seeds.add(Files.readString(file));
            }
        }
        assertTrue(texts.size() > 100 && seeds.size() > 30, () -> texts.size() + " texts, " + seeds.size() + " files");
    }

    private byte[] input(Random random) {
        String text =
                switch (random.nextInt(4)) {
                    case 0 -> mutated(seeds.get(random.nextInt(seeds.size())), random);
                    case 1 ->
                        "t:\n  variables: {a: [1, x], b: 2.5, c: {x: 1}}\n  run:\n    cmds:\n      - '"
                                + mutated(texts.get(random.nextInt(texts.size())), random)
                                        .replace("'", "''") + "'\n";
                    case 2 -> mutated(new SuiteGrammar(random).suite(), random);
                    default -> new SuiteGrammar(random).suite();
                };
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(20) == 0 && bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(50) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
    }

    private String mutated(String seed, Random random) {
        var text = new StringBuilder(seed);
        for (int edits = random.nextInt(5); edits >= 0; edits--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + 1 + random.nextInt(8));
            switch (random.nextInt(5)) {
                case 0 -> text.insert(at, piece(texts.get(random.nextInt(texts.size())), random, 12));
                case 1 -> text.delete(at, end);
                case 2 -> text.replace(at, end, piece(seeds.get(random.nextInt(seeds.size())), random, 40));
                case 3 -> text.insert(at, text.substring(at, end).repeat(1 + random.nextInt(3)));
                default -> text.insert(at, "{}[]~:-?+*&!|>#%@`\"',\t\r\n\0\ufeff 9".charAt(random.nextInt(28)));
            }
        }
        return text.toString();
    }

    private static String piece(String text, Random random, int most) {
        int from = random.nextInt(text.length() + 1);
        return text.substring(from, Math.min(text.length(), from + random.nextInt(most)));
    }

    private static void attempt(TestSite site, Path dir, byte[] suite, Random random) throws IOException {
        Path file = Files.createDirectories(dir.resolve("tests")).resolve("s.yaml");
        Files.write(file, suite);
        String request =
                List.of("s", "s", "s", "s.*", "2*s", "s.t0", "s.t*.*1*").get(random.nextInt(7));
        Resolution first = site.resolve(request);
        Resolution second = site.resolve(request);
        check(first, suite);
        if (!new String(suite, StandardCharsets.ISO_8859_1).contains("random")) {
            assertEquals(first.problems().toString(), second.problems().toString());
            assertEquals(saved(first), saved(second), "the second time gives something else");
        }
        for (ResolvedTest test : first.tests().stream().limit(20).toList()) {
            again(test);
        }
    }

    private static List<Value> saved(Resolution resolution) {
        return resolution.tests().stream().<Value>map(ResolvedTest::toValue).toList();
    }

    private static void check(Resolution resolution, byte[] suite) {
        assertEquals(resolution.failed() > 0, resolution.problems().stream().anyMatch(Problem::isError));
        int lines = (int) new String(suite, StandardCharsets.UTF_8).lines().count() + 1;
        for (Problem problem : resolution.problems()) {
            assertFalse(problem.what().contains("Exception"), problem::toString);
            problem.place()
                    .ifPresent(place -> assertTrue(place.line() <= lines && place.column() >= 1, problem::toString));
        }
    }

    /** Saved and read, it is the same; completed, it waits for nothing, or says what is wrong. */
    private static void again(ResolvedTest test) {
        Value.Entries saved = test.toValue();
        ResolvedTest read = ResolvedTest.fromValue((Value.Entries) Json.read(Json.write(saved)));
        assertEquals(saved, read.toValue());
        try {
            ResolvedTest completed = read.complete(new LinkedHashMap<>());
            assertFalse(completed.name().isBlank());
        } catch (ConfigException e) {
            assertFalse(e.problems().isEmpty());
        }
    }
}
