package io.pergola.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GroupsTest {

    private static final Instant FAR_AHEAD = Instant.parse("2999-01-01T00:00:00Z");
    private static final int MEMBERS = 200;

    private final Path folder;
    private final Store store;
    private final Groups groups;

    GroupsTest(@TempDir Path folder) {
        this.folder = folder;
        this.store = open(FAR_AHEAD);
        this.groups = store.groups();
    }

    private Store open(Instant now) {
        return Store.open(
                folder.resolve("runs"), new StoreOptions("main", 2, null, folder.resolve("cache")), () -> now);
    }

    private static GroupMember run(int number) {
        return new GroupMember.Run(RunId.of(number));
    }

    private Set<String> words(String group) {
        return groups.find(group).map(GroupDirectory::members).orElse(List.of()).stream()
                .map(GroupMember::word)
                .collect(Collectors.toSet());
    }

    @Test
    void everyKindOfMemberIsReadAsItWasAdded() {
        List<GroupMember> members = List.of(
                run(12),
                new GroupMember.Run(new RunId("lab", 3)),
                new GroupMember.Series("main", 5),
                new GroupMember.Series("lab", 6),
                new GroupMember.Group("other"));
        members.forEach(member -> assertTrue(groups.add("g", member)));
        members.forEach(member -> assertFalse(groups.add("g", member)));
        assertEquals(
                Set.copyOf(members), Set.copyOf(groups.find("g").orElseThrow().members()));
        assertEquals(Set.of("12", "lab.3", "s5", "lab.s6", "other"), words("g"));
    }

    @Nested
    final class Renaming {

        @Test
        void keepsTheMembersAndTheOldName() {
            groups.add("a", run(1));
            assertEquals(Groups.Renaming.DONE, groups.rename(groups.find("a").orElseThrow(), "b", true));
            assertEquals(Groups.Renaming.DONE, groups.rename(groups.find("a").orElseThrow(), "c", true));
            groups.add("a", run(2));
            assertEquals(Set.of("1", "2"), words("c"));
            assertEquals(Set.of("c"), groups.names());
            assertEquals(Map.of("a", "c", "b", "c"), groups.redirects());
        }

        @Test
        void backToAFormerNameLeavesNoRing() {
            groups.add("a", run(1));
            groups.rename(groups.find("a").orElseThrow(), "b", true);
            groups.rename(groups.find("b").orElseThrow(), "a", true);
            assertEquals(Set.of("a"), groups.names());
            assertEquals(Map.of("b", "a"), groups.redirects());
        }

        @Test
        void neverTakesThePlaceOfAnother() {
            groups.add("a", run(1));
            groups.add("b", run(2));
            groups.rename(groups.find("b").orElseThrow(), "c", true);
            for (String taken : List.of("b", "c")) {
                assertEquals(
                        Groups.Renaming.TAKEN, groups.rename(groups.find("a").orElseThrow(), taken, true));
            }
            assertEquals(Set.of("2"), words("b"));
            assertEquals(Set.of("1"), words("a"));
        }

        @Test
        void ofWhatWasDeletedMeanwhileSaysSo() {
            groups.add("a", run(1));
            GroupDirectory group = groups.find("a").orElseThrow();
            assertTrue(groups.delete(group));
            assertFalse(groups.delete(group));
            assertEquals(Groups.Renaming.GONE, groups.rename(group, "b", true));
            assertEquals(List.of(), group.members());
        }
    }

    @Test
    void aRingOfLinksEndsAndANameThatLeadsNowhereIsUsedAgain() throws IOException {
        groups.add("a", run(1));
        Path top = folder.resolve("runs/groups");
        Files.createSymbolicLink(top.resolve("x"), Path.of("y"));
        Files.createSymbolicLink(top.resolve("y"), Path.of("x"));
        Files.createSymbolicLink(top.resolve("nowhere"), Path.of("missing"));
        assertTrue(groups.find("x").isEmpty());
        groups.add("nowhere", run(2));
        assertEquals(Set.of("2"), words("nowhere"));
    }

    @Nested
    final class Tidying {

        @Test
        void takesOutWhatIsGoneAndThenTheEmptyGroup() {
            groups.add("a", run(1));
            groups.add("a", run(2));
            groups.find("a").orElseThrow().exclude(RunId.of(3));
            groups.add("b", run(1));
            groups.add("b", new GroupMember.Group("missing"));
            assertEquals(new GroupTidyOutcome(4, 1), store.tidyGroups(member -> !member.equals(run(2)), Duration.ZERO));
            assertEquals(Set.of("2"), words("a"));
            assertEquals(Set.of(), groups.find("a").orElseThrow().excluded());
            assertEquals(Set.of("a"), groups.names());
        }

        @Test
        void leavesWhatWasTouchedLatelyForItMayJustBeInTheMaking() {
            groups.findOrMake("empty");
            groups.add("holder", new GroupMember.Group("renamed"));
            Store now = open(Instant.now());
            assertEquals(new GroupTidyOutcome(0, 0), now.tidyGroups(_ -> false, Duration.ofHours(1)));
            assertEquals(Set.of("empty", "holder"), groups.names());
        }
    }

    @Nested
    final class AtOnce {

        private final AtomicBoolean done = new AtomicBoolean();

        /** Has four threads add all members while another disturbs them. */
        private void addWhile(Callable<?> disturbance) throws Exception {
            try (var threads = Executors.newFixedThreadPool(5)) {
                Future<?> disturbing = threads.submit(() -> {
                    while (!done.get()) {
                        disturbance.call();
                    }
                    return null;
                });
                List<Future<?>> adding = new ArrayList<>();
                for (int part = 0; part < 4; part++) {
                    int first = part;
                    adding.add(threads.submit(() -> {
                        for (int number = first; number < MEMBERS; number += 4) {
                            groups.add("g", run(number + 1));
                        }
                    }));
                }
                for (Future<?> each : adding) {
                    each.get();
                }
                done.set(true);
                disturbing.get();
            }
        }

        private Set<String> everywhere() {
            var all = new HashSet<String>();
            groups.names().forEach(name -> all.addAll(words(name)));
            return all;
        }

        private Set<String> expected() {
            return IntStream.rangeClosed(1, MEMBERS).mapToObj(Integer::toString).collect(Collectors.toSet());
        }

        @Test
        void nothingThatIsAddedIsLostToATidier() throws Exception {
            addWhile(() -> store.tidyGroups(_ -> false, Duration.ZERO));
            assertEquals(expected(), words("g"));
        }

        @Test
        void nothingThatIsAddedIsLostToARenaming() throws Exception {
            addWhile(() -> {
                var found = groups.find("g");
                return found.isEmpty()
                        ? null
                        : groups.rename(found.get(), found.get().name().equals("g") ? "h" : "g", true);
            });
            assertEquals(expected(), everywhere());
        }
    }
}
