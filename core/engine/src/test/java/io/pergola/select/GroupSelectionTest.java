package io.pergola.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.Problem;
import io.pergola.model.RunId;
import io.pergola.model.Value;
import io.pergola.select.GroupItems.Removal;
import io.pergola.store.GroupMember;
import io.pergola.store.Groups;
import io.pergola.store.NewRun;
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
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a site with the series s1 of the runs 1 to 3, s2 of the run 4, and a second area, whose s1 has one run. */
final class GroupSelectionTest {

    private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");

    private final Map<String, Store> stores = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Stores site = new Stores() {
        @Override
        public Optional<Store> store(String label) {
            return Optional.ofNullable(stores.get(label));
        }

        @Override
        public Collection<String> labels() {
            return stores.keySet();
        }
    };
    private final Selector selector = new Selector(site, "ann", "tiny");
    private final GroupItems items = new GroupItems(site, selector);
    private final GroupContents contents = new GroupContents(site);

    GroupSelectionTest(@TempDir Path folder) {
        for (String label : List.of(RunId.MAIN, "lab")) {
            var options = new StoreOptions(label, 2, null, folder.resolve("cache"));
            stores.put(label, Store.open(folder.resolve(label), options, () -> NOW));
        }
        series(RunId.MAIN, 3);
        series(RunId.MAIN, 1);
        series("lab", 1);
    }

    private void series(String label, int count) {
        Store store = Objects.requireNonNull(stores.get(label));
        var run = new NewRun(
                "s.t",
                new Value.Entries(new LinkedHashMap<>()),
                Map.of("user", Value.of("ann"), "sys_name", Value.of("tiny")));
        store.createSeries("cmdline", store.createRuns(Collections.nCopies(count, run)));
    }

    private Groups groups() {
        return Objects.requireNonNull(stores.get(RunId.MAIN)).groups();
    }

    private void add(String group, String... words) {
        Set<GroupMember> members = items.existing(List.of(words), problems);
        members.forEach(member -> groups().add(group, member));
    }

    private Removal remove(String group, String word) {
        var found = groups().find(group).orElseThrow();
        Set<GroupMember> members = items.of(found, List.of(word), problems);
        return items.remove(found, members.iterator().next());
    }

    private String select(String... words) {
        return selector.select(List.of(words), problems).stream()
                .map(RunId::toString)
                .collect(Collectors.joining(" "));
    }

    private String firstProblem() {
        return problems.getFirst().what() + " / " + problems.getFirst().help().orElse("");
    }

    @Nested
    final class AGroup {

        @Test
        void standsForItsRunsAndThoseOfItsSeries() {
            add("nightly", "4", "s1", "lab.s1");
            assertEquals("lab.1 1 2 3 4", select("nightly"));
            assertTrue(problems.isEmpty(), problems::toString);
        }

        @Test
        void hasTheLastSeriesAsItIsNow() {
            add("nightly", "last");
            series(RunId.MAIN, 1);
            assertEquals("4", select("nightly"));
        }

        @Test
        void standsForWhatIsInGroupsInItThoughTheyHoldEachOther() {
            add("inner", "4");
            add("outer", "inner", "1");
            add("inner", "outer", "lab.1");
            assertEquals("lab.1 1 4", select("outer"));
            assertEquals("lab.1 1 4", select("inner"));
        }

        @Test
        void mayHoldItself() {
            add("ring", "1");
            add("ring", "ring");
            assertEquals("1", select("ring"));
        }

        @Test
        void withoutRunsIsSaidToHaveNone() {
            groups().findOrMake("empty");
            assertEquals("", select("empty"));
            assertEquals("no run is in the group 'empty'", problems.getFirst().what());
        }

        @Test
        void thatIsNotThereIsToldWithTheNamesThatAreNear() {
            add("nightly", "1");
            assertEquals("", select("nightyl"));
            assertTrue(problems.getFirst().isError());
            assertTrue(
                    firstProblem().startsWith("there is no group 'nightyl' / Did you mean 'nightly'?"), firstProblem());
        }
    }

    @Nested
    final class WhatIsRemoved {

        @Test
        void isAMemberNoLonger() {
            add("nightly", "1", "s2");
            assertEquals(Removal.REMOVED, remove("nightly", "1"));
            assertEquals(Removal.REMOVED, remove("nightly", "s2"));
            assertEquals("", select("nightly"));
        }

        @Test
        void isExcludedIfASeriesHasItUntilItIsAddedAgain() {
            add("nightly", "s1");
            assertEquals(Removal.EXCLUDED, remove("nightly", "s1.2"));
            assertEquals("1 3", select("nightly"));
            add("nightly", "2");
            assertEquals("1 2 3", select("nightly"));
        }

        @Test
        void isExcludedForThisGroupAloneAndForWhatHoldsIt() {
            add("inner", "s1");
            add("middle", "inner");
            add("outer", "middle");
            assertEquals(Removal.EXCLUDED, remove("middle", "3"));
            assertEquals("1 2 3", select("inner"));
            assertEquals("1 2", select("outer"));
        }

        @Test
        void isExcludedEvenIfItWasAMemberItselfAsWell() {
            add("nightly", "s1", "1");
            assertEquals(Removal.EXCLUDED, remove("nightly", "1"));
            assertEquals("2 3", select("nightly"));
        }

        @Test
        void isNotWhatIsOnlyInAnotherGroup() {
            add("inner", "s1");
            add("outer", "inner");
            assertEquals(Removal.NESTED, remove("outer", "s1"));
            assertEquals(Removal.NOT_THERE, remove("outer", "s2"));
            assertEquals("1 2 3", select("outer"));
        }

        @Test
        void mayBeGoneAlready() {
            groups().add("old", new GroupMember.Run(RunId.of(77)));
            assertEquals(Removal.REMOVED, remove("old", "77"));
            assertTrue(problems.isEmpty(), problems::toString);
        }
    }

    @Nested
    final class RunsOfASeries {

        @Test
        void areCountedFromOne() {
            assertEquals("2", select("s1.2"));
            assertEquals("2 3", select("s1.2-9"));
            assertEquals("lab.1", select("lab.s1.1"));
            assertEquals("lab.1", select("lab.s1"));
            assertTrue(problems.isEmpty(), problems::toString);
        }

        @Test
        void areToldToBeTooFew() {
            assertEquals("", select("s1.4"));
            assertEquals(
                    "there is no 's1.4': the series s1 has 3 runs / 'pergola status s1' lists them", firstProblem());
        }

        @Test
        void areNotOfASeriesThatIsNotThere() {
            assertEquals("", select("s9.1", "s1.0", "s1.3-2", "s1.99999999999", "99999999999"));
            assertEquals(
                    List.of(
                            "there is no series 's9', of which 's9.1' would be a part",
                            "'s1.0' does not name runs of the series s1",
                            "'s1.3-2' does not name runs of the series s1",
                            "there is no 's1.99999999999': the series s1 has 3 runs",
                            "there is no test run '99999999999'"),
                    problems.stream().map(Problem::what).toList());
        }
    }

    @Test
    void everythingInAGroupSaysThroughWhat() {
        add("inner", "s1", "4");
        add("outer", "inner", "s2");
        remove("outer", "1");
        String found = contents.everything(groups().find("outer").orElseThrow()).stream()
                .map(each -> each.member().word() + (each.through().isEmpty() ? "" : "<" + each.through()))
                .collect(Collectors.joining(" "));
        assertEquals("2<s1 3<s1 4<s2 s1<inner s2 inner", found);
    }

    @Test
    void namesThatMeanSomethingElseAreRefused() {
        for (String name : List.of(
                "all", "last", "s5", "S5", "s2-s4", "12", "3-9", "s5x", "lab.x", "", "-x", "PASSED", "user", "a b")) {
            assertTrue(GroupNames.objection(name).isPresent(), name);
        }
        for (String name : List.of("nightly", "s", "stream", "A1", "with_some-signs", "a".repeat(64))) {
            assertTrue(GroupNames.objection(name).isEmpty(), name);
        }
    }
}
