package io.pergola.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks belong to the open file, so that two instances are to each other as two processes. */
class HostCoresTest {

    private final Path directory;

    private Instant now = Instant.EPOCH;
    private final InstantSource clock = () -> now;
    private final List<HostCores> opened = new ArrayList<>();

    HostCoresTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private HostCores open(int cores) {
        HostCores one = HostCores.open(directory.resolve("cores"), cores, clock);
        opened.add(one);
        return one;
    }

    @AfterEach
    void closeAll() {
        opened.forEach(HostCores::close);
    }

    private void later(Duration time) {
        now = now.plus(time);
    }

    @Nested
    class Taking {

        @Test
        void aCoreIsInOneHandOnly() {
            HostCores a = open(3);
            HostCores b = open(3);
            assertEquals(List.of(0, 1), a.take(2));
            assertEquals(List.of(2), b.take(1));
            assertEquals(List.of(), b.take(1));
            a.giveBack(1);
            assertEquals(List.of(1), b.take(1));
        }

        @Test
        void allThatIsWantedOrNothing() {
            HostCores a = open(4);
            HostCores b = open(4);
            a.take(2);
            assertEquals(List.of(), b.take(3));
            assertEquals(List.of(2, 3), b.take(2));
            assertEquals(List.of(), b.take(5));
        }

        @Test
        void closingGivesEverythingBack() {
            HostCores a = open(2);
            HostCores b = open(2);
            a.take(2);
            a.close();
            a.close();
            a.giveBack(0);
            assertEquals(List.of(), a.take(1));
            assertEquals(List.of(0, 1), b.take(2));
        }

        @Test
        void whatWasNotTakenCannotBeGivenBack() {
            assertThrows(IllegalStateException.class, () -> open(2).giveBack(0));
        }

        @Test
        void theCoresOfAProcessThatWasKilledAreFree() throws Exception {
            var processes = new Processes(directory);
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var command = List.of(
                    java,
                    "-cp",
                    System.getProperty("java.class.path"),
                    "--enable-native-access=ALL-UNNAMED",
                    Holder.class.getName(),
                    directory.resolve("cores").toString());
            RunningProcess other = processes.spawner.start(
                    new SpawnRequest(command, Map.of("PATH", Processes.PATH), directory, processes.output, false));
            assertEquals(List.of("[0, 1]"), processes.lines(1));
            HostCores here = open(2);
            assertEquals(List.of(), here.take(1));
            other.signalGroup(Signal.KILL);
            assertEquals(9, other.await().signal());
            assertEquals(List.of(0, 1), here.take(2));
        }
    }

    /** Holds two cores until it is killed. */
    static final class Holder {
        public static void main(String[] arguments) throws Exception {
            HostCores cores = HostCores.open(Path.of(arguments[0]), 2, InstantSource.system());
            Files.writeString(Path.of("/proc/self/fd/1"), cores.take(2) + "\n");
            Thread.sleep(Duration.ofHours(1));
        }
    }

    @Nested
    class Fairness {

        @Test
        void nothingIsAskedBackWhileNobodyWaits() {
            HostCores a = open(4);
            HostCores b = open(4);
            a.take(3);
            assertEquals(0, a.excess());
            b.take(1);
            assertEquals(0, a.excess());
        }

        @Test
        void oneThatWaitsGetsItsShare() {
            HostCores a = open(4);
            HostCores b = open(4);
            a.take(4);
            assertEquals(List.of(), b.take(1));
            assertEquals(2, a.excess());
            a.giveBack(3);
            assertEquals(List.of(), a.take(1), "it stands back");
            assertEquals(List.of(3), b.take(1));
            assertEquals(List.of(), b.take(1));
            assertEquals(1, a.excess());
            a.giveBack(2);
            assertEquals(List.of(2), b.take(1));
            b.take(1);
            assertEquals(0, a.excess());
            assertEquals(0, b.excess());
        }

        @Test
        void oneThatStoppedWaitingIsForgotten() {
            HostCores a = open(2);
            HostCores b = open(2);
            a.take(2);
            b.take(1);
            assertEquals(1, a.excess());
            b.take(0);
            assertEquals(0, a.excess());
            b.take(1);
            b.close();
            assertEquals(0, a.excess());
        }

        @Test
        void standingBackLastsOnlyAWhile() {
            HostCores a = open(1);
            HostCores b = open(1);
            a.take(1);
            b.take(1);
            a.giveBack(0);
            assertEquals(List.of(), a.take(1));
            later(HostCores.RETRY.multipliedBy(4));
            assertEquals(List.of(0), a.take(1));
        }

        @Test
        void moreThanThereAreCoresTakeTurns() {
            HostCores a = open(1);
            HostCores b = open(1);
            HostCores c = open(1);
            a.take(1);
            b.take(1);
            c.take(1);
            assertEquals(1, a.excess());
            a.giveBack(0);
            assertEquals(List.of(), a.take(1));
            assertEquals(List.of(0), b.take(1));
            assertEquals(1, b.excess());
            b.giveBack(0);
            assertEquals(List.of(0), c.take(1));
        }

        @Test
        void aWideOneGathersItsCoresOneByOne() {
            HostCores a = open(4);
            HostCores b = open(4);
            a.take(4);
            assertEquals(List.of(), b.take(4));
            for (int core = 0; core < 3; core++) {
                assertEquals(4 - core, a.excess(), "all are asked back");
                a.giveBack(core);
                assertEquals(List.of(), a.take(1), "kept aside for b");
                assertEquals(List.of(), b.take(4));
            }
            a.giveBack(3);
            assertEquals(List.of(0, 1, 2, 3), b.take(4));
        }

        @Test
        void twoWideOnesDoNotHoldEachOtherUp() {
            HostCores a = open(4);
            HostCores b = open(4);
            HostCores c = open(4);
            c.take(4);
            a.take(4);
            b.take(4);
            for (int core = 0; core < 4; core++) {
                c.giveBack(core);
                b.take(4);
                if (core < 3) {
                    assertEquals(List.of(), a.take(4));
                }
            }
            assertEquals(List.of(0, 1, 2, 3), a.take(4));
        }

        @Test
        void oneThatWantsLessThanItGatheredGetsItAtOnce() {
            HostCores a = open(4);
            HostCores b = open(4);
            a.take(1);
            assertEquals(List.of(), b.take(4));
            assertEquals(1, b.take(1).size());
            assertEquals(2, a.take(2).size());
        }
    }

    @Nested
    class Directory {

        @Test
        void itIsMadeForItsOwnerAlone() throws Exception {
            open(1);
            assertEquals(
                    "rwx------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("cores"))));
        }

        @Test
        void oneThatOthersMayWriteIsRefused() throws Exception {
            Path shared = Files.createDirectory(directory.resolve("shared"));
            Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
            var failure = assertThrows(StoreException.class, () -> HostCores.open(shared, 1, clock));
            assertTrue(failure.toString().contains(shared.toString()), failure.toString());
        }

        @Test
        void aLinkOrAFileOrNoParentIsRefused() throws Exception {
            Path real = Files.createDirectory(directory.resolve("real"));
            Path link = Files.createSymbolicLink(directory.resolve("link"), real);
            Path file = Files.createFile(directory.resolve("file"));
            for (Path bad : List.of(link, file, directory.resolve("no").resolve("parent"))) {
                assertThrows(StoreException.class, () -> HostCores.open(bad, 1, clock), bad.toString());
            }
        }
    }
}
