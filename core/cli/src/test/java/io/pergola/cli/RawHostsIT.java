package io.pergola.cli;

import static io.pergola.cli.Installed.contains;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on the hosts of a host file, which a real ssh reaches at a real sshd of this test's own. */
class RawHostsIT {

    private static final Path SSHD = Path.of("/usr/sbin/sshd");

    private Installed installed;
    private Path ssh;
    private Process sshd;
    private int port;

    @BeforeEach
    void install(@TempDir Path temp) throws Exception {
        assumeTrue(Files.isExecutable(SSHD), "no sshd");
        ssh = Files.createDirectory(temp.resolve("ssh"));
        sshd = sshd();
        Path hosts = Files.writeString(temp.resolve("hosts"), "far1 slots=2\nfar2 slots=2\n");
        installed = new Installed(
                temp.resolve("pergola"),
                Map.of("PERGOLA_HOSTFILE", hosts.toString(), "PERGOLA_SSH", "ssh -F " + ssh.resolve("client")));
    }

    @AfterEach
    void end() throws Exception {
        if (installed != null) {
            installed.close();
        }
        if (sshd != null) {
            sshd.destroy();
            sshd.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private Process sshd() throws Exception {
        for (String key : List.of("host", "user")) {
            var made = new ProcessBuilder(
                            "ssh-keygen",
                            "-q",
                            "-t",
                            "ed25519",
                            "-N",
                            "",
                            "-f",
                            ssh.resolve(key).toString())
                    .start();
            assertEquals(0, made.waitFor());
        }
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path privileges = Path.of("/run/sshd");
        if (Files.isWritable(privileges.getParent())) {
            Files.createDirectories(privileges);
        }
        Path server = Files.writeString(ssh.resolve("server"), """
                Port %d
                ListenAddress 127.0.0.1
                HostKey %2$s/host
                AuthorizedKeysFile %2$s/user.pub
                StrictModes no
                UsePAM no
                PermitRootLogin yes
                PidFile none
                """.formatted(port, ssh));
        Files.writeString(ssh.resolve("client"), """
                Host nowhere
                  HostName 127.0.0.1
                  Port 1
                Host *
                  HostName 127.0.0.1
                  Port %d
                  IdentityFile %s/user
                  IdentitiesOnly yes
                  UserKnownHostsFile /dev/null
                  StrictHostKeyChecking no
                  LogLevel ERROR
                """.formatted(port, ssh));
        return new ProcessBuilder(
                        SSHD.toString(),
                        "-D",
                        "-f",
                        server.toString(),
                        "-E",
                        ssh.resolve("log").toString())
                .start();
    }

    private String runLog(int run) throws IOException {
        return Files.readString(installed.runDir(run).resolve("run.log"));
    }

    @Test
    void theyTakePlaceThereWithTheirEndsAndVariables() throws Exception {
        installed.suite("s", """
                one:
                  variables: {n: [1, 2, 3, 4]}
                  permute_on: n
                  run:
                    cmds: ['echo node $PERGOLA_NODES, {{sched.test_nodes}} of {{sched.nodes}}, mine $MINE, ssh ${SSH_CONNECTION%% *}', 'sleep 1']
                    env: {MINE: "of its own"}
                both: {schedule: {nodes: 2}, run: {cmds: ['echo node $PERGOLA_NODES']}}
                slots: {schedule: {slots: {ranks: 4}}, run: {cmds: ['cat $PERGOLA_HOSTFILE', 'exit 3']}}
                """);
        installed.expect(1, "run", "s");
        var nodes = new TreeSet<String>();
        for (int run = 1; run <= 4; run++) {
            contains(runLog(run), "1 of 2, mine of its own, ssh 127.0.0.1");
            nodes.add(runLog(run).substring(5, 9));
        }
        assertEquals(List.of("far1", "far2"), List.copyOf(nodes));
        contains(runLog(5), "node far1,far2");
        contains(runLog(6), "far1 slots=2\nfar2 slots=2");
        contains(installed.expect(0, "log", "states", "6").out(), "exit code 3");
        contains(installed.expect(0, "nodes", "raw").out(), "far1", "far2");
    }

    @Test
    void whatTakesTooLongIsEndedThere() throws Exception {
        installed.suite("t", "t: {run: {timeout_total: 2, cmds: ['sleep 987654']}}\n");
        contains(installed.expect(3, "run", "t").out(), "ERROR", "more than 2 s");
        var left = new ProcessBuilder("pgrep", "-f", "sleep 987654").start();
        assertTrue(left.waitFor(10, TimeUnit.SECONDS));
        assertEquals(1, left.exitValue());
    }

    @Test
    void aHostThatCannotBeReachedIsAnErrorAndNoFailure() throws Exception {
        Path hosts = Files.writeString(ssh.resolve("none"), "nowhere slots=2\n");
        installed.suite("u", "t: {run: {cmds: ['true']}}\n");
        Shell.Outcome outcome =
                installed.shell().with("PERGOLA_HOSTFILE", hosts.toString()).run(Installed.command("run", "u"));
        assertEquals(3, outcome.code(), outcome::out);
        contains(installed.expect(0, "log", "states", "1").out(), "RUN_ERROR", "Nothing came back from node nowhere");
        contains(runLog(1), "refused");
    }

    @Test
    void aHostFileThatIsNoneIsRefusedBeforeAnythingIsMade() throws Exception {
        Path hosts = Files.writeString(ssh.resolve("odd"), "far1 solts=2\nfar2 x\n");
        installed.suite("v", "t: {run: {cmds: ['true']}}\n");
        Shell.Outcome outcome =
                installed.shell().with("PERGOLA_HOSTFILE", hosts.toString()).run(Installed.command("run", "v"));
        assertEquals(2, outcome.code());
        contains(outcome.err(), "odd:1: 'solts=2'", "odd:2: 'x'", "raw");
        assertEquals(List.of(), installed.statuses("all"));
    }
}
