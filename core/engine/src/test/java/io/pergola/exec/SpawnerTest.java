package io.pergola.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.spi.ProcessIdentity;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpawnerTest {

    private final Path directory;

    private final Processes processes;

    SpawnerTest(@TempDir Path directory) {
        this.directory = directory;
        this.processes = new Processes(directory);
    }

    private Path file(String name, String text, String mode) throws IOException {
        Path file = Files.writeString(directory.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @Nested
    class Endings {

        @Test
        void theExitCodeIsKnownAndStaysKnown() throws Exception {
            RunningProcess process = processes.script("exit 3");
            Exit exit = process.await();
            assertEquals(3, exit.code());
            assertEquals("exit code 3", exit.words());
            assertFalse(exit.ok());
            assertEquals(exit, process.await());
            assertTrue(processes.start("true").await().ok());
        }

        @Test
        void aSignalIsNamed() throws Exception {
            assertEquals(
                    "killed by signal 9 (SIGKILL)",
                    processes.script("kill -9 $$").await().words());
            Exit exit = processes.script("kill -31 $$").await();
            assertEquals(-1, exit.code());
            assertTrue(exit.words().startsWith("killed by signal 31 (SIGSYS)"), exit.words());
            assertEquals(
                    "killed by signal 34",
                    processes.script("kill -34 $$").await().words());
        }

        @Test
        void timeAndMemoryAreMeasured() throws Exception {
            Exit exit = processes
                    .script("for ((i = 0; i < 100000; i++)); do :; done")
                    .await();
            assertTrue(exit.userTime().plus(exit.systemTime()).isPositive(), exit.toString());
            assertTrue(exit.maxResidentKiB() > 500, exit.toString());
        }

        @Test
        void aScriptThatIgnoresSigtermEndsBySigkill() throws Exception {
            RunningProcess process = processes.script("trap '' TERM; echo ready; while :; do sleep 0.05; done");
            processes.lines(1);
            process.signalGroup(Signal.TERM);
            process.signalGroup(Signal.TERM);
            assertTrue(process.groupAlive());
            assertTrue(Processes.lives(process.pid()));
            process.signalGroup(Signal.KILL);
            assertEquals(9, process.await().signal());
        }

        @Test
        void theWholeGroupGetsTheSignal() throws Exception {
            RunningProcess process = processes.script(
                    "sleep 1000 & echo $!; (sleep 1000 & echo $!; wait) & bash -c 'echo $$; exec sleep 1000' & wait");
            List<Long> children =
                    processes.lines(3).stream().map(Long::parseLong).toList();
            process.signalGroup(Signal.TERM);
            assertEquals(15, process.await().signal());
            for (long child : children) {
                Processes.until("child " + child + " is gone", () -> !Processes.lives(child));
            }
        }

        @Test
        void aGroupWithoutMembersIsNotAliveAndTakesNoSignal() throws Exception {
            RunningProcess process = processes.start("true");
            process.await();
            assertFalse(process.groupAlive());
            process.signalGroup(Signal.KILL);
        }

        @Test
        void childrenThatOutliveTheLeaderAreSeen() throws Exception {
            RunningProcess process = processes.script("sleep 1000 & echo $!");
            process.await();
            assertTrue(process.groupAlive());
            process.signalGroup(Signal.KILL);
            long child = Long.parseLong(processes.lines(1).getFirst());
            Processes.until("child is gone", () -> !Processes.lives(child));
        }
    }

    @Nested
    class Surroundings {

        @Test
        void itLeadsASessionAndGroupOfItsOwnWithoutATerminal() throws Exception {
            RunningProcess process = processes.start("cut", "-d ", "-f1,5,6,7", "/proc/self/stat");
            process.await();
            String pid = Long.toString(process.pid());
            assertEquals(pid + " " + pid + " " + pid + " 0\n", processes.printed());
        }

        @Test
        void itsIdentityIsThatOfTheKernel() throws Exception {
            RunningProcess process = processes.start("cut", "-d ", "-f22", "/proc/self/stat");
            process.await();
            ProcessIdentity identity = process.identity();
            assertEquals(identity.startTicks() + "\n", processes.printed());
            assertEquals(Files.readString(Path.of("/proc/sys/kernel/hostname")).strip(), identity.host());
            assertEquals(
                    Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip(), identity.bootId());
        }

        @Test
        void itGetsTheGivenEnvironmentAndNothingElse() throws Exception {
            var environment = Map.of("A", "ä b", "EMPTY", "");
            processes
                    .spawner
                    .start(new SpawnRequest(List.of("/usr/bin/env"), environment, directory, processes.output, false))
                    .await();
            assertEquals(
                    List.of("A=ä b", "EMPTY="),
                    Files.readAllLines(processes.output).stream().sorted().toList());
        }

        @Test
        void itRunsInTheGivenDirectoryAndFindsProgramsFromThere() throws Exception {
            file("here.sh", "#!/bin/sh\npwd\n", "rwxr-xr-x");
            assertTrue(processes.start("./here.sh").await().ok());
            assertEquals(directory.toRealPath() + "\n", processes.printed());
        }

        @Test
        void itReadsNothing() throws Exception {
            assertTrue(processes.start("cat").await().ok());
            assertEquals("", processes.printed());
        }

        @Test
        void outputIsReplacedOrAppended() throws Exception {
            processes.script("echo long first text").await();
            processes.script("echo one; echo two >&2").await();
            assertEquals("one\ntwo\n", processes.printed());
            var again = List.of("echo", "three");
            processes
                    .spawner
                    .start(new SpawnRequest(again, Map.of(), directory, processes.output, true))
                    .await();
            assertEquals("one\ntwo\nthree\n", processes.printed());
        }

        @Test
        void filesThatThisProcessHoldsAreNotPassedOn() throws Exception {
            int inheritable = copyOfStandardInput();
            assertTrue(inheritable > 3);
            try {
                processes.script("echo /proc/$$/fd/*").await();
                String open =
                        processes.printed().replaceAll("/proc/\\d+/fd/", "").strip();
                assertEquals("0 1 2 3", open, "the shell itself opens 3 to list them");
            } finally {
                FileCalls.close(inheritable);
            }
        }

        private static int copyOfStandardInput() {
            try (var calls = new LibcCalls()) {
                return calls.call(Libc.function("dup"), 0);
            }
        }

        @Test
        void noSignalIsBlockedOrIgnored() throws Exception {
            int changed = 28;
            var signal = Libc.function("signal");
            var mask = Libc.function("pthread_sigmask");
            try (var calls = new LibcCalls()) {
                MemorySegment set = calls.structure(128);
                set.set(ValueLayout.JAVA_LONG, 0, 1L << (changed - 1));
                long old = calls.word(signal, changed, 1);
                assertEquals(0, calls.call(mask, 0, set.address(), 0));
                processes
                        .start("grep", "-E", "SigBlk|SigIgn", "/proc/self/status")
                        .await();
                assertEquals(0, calls.call(mask, 1, set.address(), 0));
                assertEquals(1, calls.word(signal, changed, old));
            }
            String none = "0000000000000000";
            assertEquals("SigBlk:\t" + none + "\nSigIgn:\t" + none + "\n", processes.printed());
        }
    }

    @Test
    void withAnOldLibraryAShellChangesTheDirectory() throws Exception {
        Path other = Files.createDirectory(directory.resolve("-odd 'name"));
        var command =
                Spawner.throughShell(other, "/bin/sh", List.of("sh", "-c", "pwd; echo \"$@\"", "sh", "a  b", "$x"));
        assertTrue(processes.start(command.toArray(String[]::new)).await().ok());
        assertEquals(other.toRealPath() + "\na  b $x\n", processes.printed());
    }

    @Nested
    class Output {

        @Test
        void aProgramMayCloseItsOutput() throws Exception {
            assertEquals(
                    4,
                    processes.script("exec >&- 2>&-; echo lost; exit 4").await().code());
            assertEquals("", processes.printed());
        }

        @Test
        void bytesStayAsTheyAre() throws Exception {
            processes.script("printf '\\x00\\xff\\r\\n\\x1b[31m'").await();
            assertEquals("\0\u00ff\r\n\u001b[31m", processes.printed());
        }

        @Test
        void aHundredMegabytesGoToTheFile() throws Exception {
            assertTrue(processes
                    .start("head", "-c", "100000000", "/dev/zero")
                    .await()
                    .ok());
            assertEquals(100_000_000, Files.size(processes.output));
            Files.delete(processes.output);
        }
    }

    @Nested
    class Failures {

        private SpawnException failure(String... command) {
            return assertThrows(SpawnException.class, () -> processes.start(command));
        }

        @Test
        void aMissingProgramIsNamed() {
            assertTrue(failure("no-such-program")
                    .getMessage()
                    .contains("no-such-program: there is no such program in PATH (" + Processes.PATH + ")"));
            SpawnException absolute = failure("/no/such/program");
            assertEquals(Path.of("/no/such/program"), absolute.file());
            assertEquals("Cannot start /no/such/program: there is no such file", absolute.getMessage());
        }

        @Test
        void aFileThatMayNotBeExecutedIsNamed() throws Exception {
            Path script = file("script", "#!/bin/sh\n", "rw-r--r--");
            SpawnException failure = failure("./script");
            assertEquals(script, failure.file().normalize());
            assertEquals(Libc.EACCES, failure.errno());
            assertTrue(failure.getMessage().contains("Permission denied"), failure.getMessage());
            assertTrue(failure("/tmp").getMessage().endsWith("it is a directory"));
        }

        @Test
        void aScriptWithoutOrWithAWrongInterpreterSaysSo() throws Exception {
            file("plain", "echo hello\n", "rwxr-xr-x");
            file("wrong", "#!/no/such/shell\n", "rwxr-xr-x");
            assertTrue(failure("./plain").getMessage().contains("#!/bin/bash"));
            assertTrue(failure("./wrong").getMessage().contains("interpreter"));
        }

        @Test
        void theWorkingDirectoryOrTheOutputIsNamedIfThatIsAtFault() {
            Path gone = directory.resolve("gone");
            var noDirectory = new SpawnRequest(List.of("/bin/true"), Map.of(), gone, processes.output, false);
            var noOutput = new SpawnRequest(List.of("/bin/true"), Map.of(), directory, gone.resolve("output"), false);
            SpawnException first = assertThrows(SpawnException.class, () -> processes.spawner.start(noDirectory));
            SpawnException second = assertThrows(SpawnException.class, () -> processes.spawner.start(noOutput));
            assertEquals(gone, first.file());
            assertEquals(gone.resolve("output"), second.file());
            assertTrue(second.getMessage().contains("cannot be written: No such file"), second.getMessage());
        }

        @Test
        void anArgumentThatNoProgramCanGetIsRefused() {
            assertThrows(IllegalArgumentException.class, () -> processes.start("echo", "a\0b"));
            assertThrows(IllegalArgumentException.class, () -> processes.start());
        }

        @Test
        void anEndlessCommandLineIsAnErrorLikeOthers() {
            assertTrue(failure("true", "x".repeat(5_000_000)).getMessage().contains("too long"));
        }
    }

    @Test
    void twoThousandStartsFromTwoThreadsLeaveNothingOpen() throws Exception {
        processes.start("true").await();
        Path descriptors = Path.of("/proc/self/fd");
        int before = descriptors.toFile().list().length;
        Callable<Integer> thousand = () -> {
            int good = 0;
            for (int i = 0; i < 1000; i++) {
                good += processes.start("true").await().ok() ? 1 : 0;
            }
            return good;
        };
        var results = new ArrayList<Future<Integer>>();
        try (var threads = Executors.newFixedThreadPool(2)) {
            results.add(threads.submit(thousand));
            results.add(threads.submit(thousand));
        }
        for (Future<Integer> result : results) {
            assertEquals(1000, result.get());
        }
        assertEquals(before, descriptors.toFile().list().length);
    }
}
