package io.pergola.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.StoreException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TimedChecksTest {

    private static Check fine(String name) {
        return new Check(name, findings -> findings.ok(name, "fine"));
    }

    @Test
    void whatHangsIsLeftBehindWithTheRestOfItsGroup() throws InterruptedException {
        var never = new CountDownLatch(1);
        var found = new FindingsList();
        var checks = new TimedChecks(found, Duration.ofMillis(50));
        Check hanging = new Check("hanging", findings -> {
            findings.ok("part", "was seen");
            never.await();
            findings.ok("late", "too late");
        });
        checks.run("One", List.of(hanging, fine("second"), fine("third")));
        checks.run("Two", List.of(fine("other")));
        never.countDown();
        assertEquals(List.of("part: OK", "hanging: ERROR", "left out: NOTE", "other: OK"), found.levels());
        assertEquals("second, third", found.all().get(2).detail());
    }

    @Test
    void failuresAreFindingsAndTheRestGoesOn() throws InterruptedException {
        FindingsList found = FindingsList.of(List.of(
                new Check("io", _ -> {
                    throw new NoSuchFileException("/x");
                }),
                new Check("bare", _ -> {
                    throw new IOException("broken");
                }),
                new Check("store", _ -> {
                    throw new StoreException("full", null);
                }),
                new Check("config", _ -> {
                    throw new ConfigException(List.of(Problem.error("one").help("mend one"), Problem.error("two")));
                }),
                new Check("bug", _ -> {
                    throw new IllegalStateException("oops");
                }),
                fine("last")));
        assertEquals(
                List.of(
                        "io: ERROR",
                        "bare: ERROR",
                        "store: ERROR",
                        "config: ERROR",
                        "config: ERROR",
                        "bug: ERROR",
                        "last: OK"),
                found.levels());
        assertEquals(
                "/x: there is no such file or directory", found.all().getFirst().detail());
        assertEquals("mend one", found.all().get(3).mend());
    }
}
