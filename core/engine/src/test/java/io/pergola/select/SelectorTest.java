package io.pergola.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.Problem;
import io.pergola.model.RunId;
import io.pergola.model.Value;
import io.pergola.store.NewRun;
import io.pergola.store.RunDirectory;
import io.pergola.store.Store;
import io.pergola.store.StoreOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a site with the series s1 of the runs 1 and 2, the series s2 of the run 3, and a second area with one run. */
final class SelectorTest {

    private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");

    private final Map<String, Store> stores = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    SelectorTest(@TempDir Path folder) {
        for (String label : List.of(RunId.MAIN, "lab")) {
            var options = new StoreOptions(label, 2, null, folder.resolve("cache"));
            stores.put(label, Store.open(folder.resolve(label), options, () -> NOW));
        }
        series(RunId.MAIN, 2);
        series(RunId.MAIN, 1);
        series("lab", 1);
    }

    private void series(String label, int count) {
        Store store = Objects.requireNonNull(stores.get(label));
        var run = new NewRun(
                "s.t",
                new Value.Entries(new LinkedHashMap<>()),
                Map.of("user", Value.of("ann"), "sys_name", Value.of("tiny")));
        List<RunDirectory> runs = store.createRuns(Collections.nCopies(count, run));
        store.createSeries("cmdline", runs);
    }

    private Selector selector(String user) {
        var site = new Stores() {
            @Override
            public Optional<Store> store(String label) {
                return Optional.ofNullable(stores.get(label));
            }

            @Override
            public Collection<String> labels() {
                return stores.keySet();
            }
        };
        return new Selector(site, user, "tiny");
    }

    private String select(String... words) {
        return String.join(
                " ",
                selector("nobody").select(List.of(words), problems).stream()
                        .map(RunId::toString)
                        .toList());
    }

    @Nested
    final class Words {

        @Test
        void nameSingleRunsInTheOrderGivenEachOnce() {
            assertEquals("3 1", select("3", "1", "3"));
            assertEquals("lab.1", select("lab.1"));
        }

        @Test
        void nameRangesOfRunsWhichNeedNotBeFull() {
            assertEquals("2 3", select("2-9"));
        }

        @Test
        void nameSeriesAndRangesOfSeries() {
            assertEquals("1 2", select("s1"));
            assertEquals("1 2 3", select("s1-s7"));
            assertEquals("3", select("s2-3"));
        }

        @Test
        void nameEverythingInAllAreas() {
            assertEquals("1 2 3 lab.1", select("all"));
            assertTrue(problems.isEmpty());
        }
    }

    @Nested
    final class WhatNamesNothing {

        @Test
        void isAWarningWhereItCouldHave() {
            assertEquals("1", select("9", "1", "s9", "7-8", "s7-s8", "lab.5"));
            assertEquals(5, problems.size());
            assertTrue(problems.stream().noneMatch(Problem::isError));
        }

        @Test
        void isAnErrorWhereItCannot() {
            assertEquals("", select("x y"));
            assertTrue(problems.getFirst().isError());
        }

        @Test
        void isSaidOfTheLastSeriesOfSomebodyWithoutAny() {
            assertEquals("", select());
            assertTrue(problems.getFirst().what().startsWith("no series of nobody on tiny"));
        }
    }

    @Test
    void numbersAreThoseOfOneLabel() {
        List<RunId> ids = List.of(RunId.of(4), new RunId("lab", 5), RunId.of(6));
        assertEquals(List.of(4, 6), Selector.numbers(ids, RunId.MAIN));
        assertEquals(List.of(5), Selector.numbers(ids, "lab"));
    }
}
