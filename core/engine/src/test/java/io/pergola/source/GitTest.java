package io.pergola.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pergola.exec.SystemCommands;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GitTest {

    private Path temp;
    private Path origin;
    private Path target;
    private String first;

    @BeforeEach
    void plant(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/git")), "there is no git; build/packages.txt has its package");
        temp = folder;
        origin = folder.resolve("origin");
        target = Files.createDirectory(folder.resolve("target"));
        git(temp, "init", "--quiet", "--initial-branch=main", "origin");
        Path program =
                Files.writeString(Files.createDirectory(origin.resolve("src")).resolve("run"), "one\n");
        assertTrue(program.toFile().setExecutable(true));
        first = commit("first");
        git(origin, "tag", "v1");
    }

    private String commit(String message) throws IOException, InterruptedException {
        git(origin, "add", "--all");
        git(origin, "commit", "--quiet", "--message", message);
        return git(origin, "rev-parse", "HEAD");
    }

    private static String git(Path directory, String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git", "-c", "user.name=x", "-c", "user.email=x@example.org"));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output.strip();
    }

    /** As a new process would; it may stand in a hook of another repository. */
    private Fetcher fetcher() {
        var environment = Map.of("PATH", "/usr/bin:/bin", "GIT_DIR", "/nonexistent", "HOME", temp.toString());
        var network = new Network(Duration.ofSeconds(5), environment, Map.of(), List.of());
        var digests = new TreeDigests(temp.resolve("cache"), InstantSource.system());
        return new Fetcher(network, new SystemCommands(Git.environment(network)), digests);
    }

    private Source.Commit find(String revision, Freshness freshness) throws SourceException {
        return fetcher()
                .commit(new Fetcher.Request(origin.toString(), temp.resolve("downloads/git-x"), freshness), revision);
    }

    private String failure(String url, String revision, Freshness freshness) {
        var request = new Fetcher.Request(url, temp.resolve("downloads/git-x"), freshness);
        var thrown = assertThrows(SourceException.class, () -> fetcher().commit(request, revision));
        return String.valueOf(thrown.getMessage());
    }

    @Test
    void findsBranchesTagsAndCommits() throws IOException {
        for (String revision : List.of("main", "v1", first, first.substring(0, 10))) {
            assertEquals(first, find(revision, Freshness.MISSING).id(), revision);
        }
    }

    @Test
    void writesTheFilesAsTheyAre() throws IOException {
        fetcher().checkOut(find("v1", Freshness.MISSING), target);
        assertEquals("one\n", Files.readString(target.resolve("src/run")));
        assertTrue(Files.isExecutable(target.resolve("src/run")));
        assertFalse(Files.exists(target.resolve(".git")));
        try (var all = Files.list(temp.resolve("downloads/git-x"))) {
            assertTrue(all.noneMatch(path -> path.toString().endsWith(".tar")));
        }
    }

    @Test
    void aBranchMovesOnlyWhereTheLatestIsWanted() throws IOException, InterruptedException {
        assertEquals(first, find("main", Freshness.MISSING).id());
        Files.writeString(origin.resolve("more"), "two\n");
        String second = commit("second");
        assertEquals(first, find("main", Freshness.MISSING).id());
        assertEquals(first, find("main", Freshness.NEVER).id());
        assertEquals(second, find("main", Freshness.LATEST).id());
        assertEquals(first, find("v1", Freshness.LATEST).id());
    }

    @Test
    void aCommitThatIsThereNeedsNoServer() throws IOException {
        find(first, Freshness.MISSING);
        Files.move(origin, temp.resolve("gone"));
        assertEquals(first, find(first, Freshness.LATEST).id());
        String said = failure(origin.toString(), "main", Freshness.LATEST);
        assertTrue(said.startsWith("git could not fetch " + origin + ": "), said);
    }

    @Test
    void saysThatThereIsNoSuchRevision() {
        assertEquals(
                "There is no revision 'v2' in " + origin + "; build.source_revision is a branch, a tag or a commit",
                failure(origin.toString(), "v2", Freshness.MISSING));
    }

    @Test
    void saysThatNothingWasFetchedYet() {
        assertTrue(failure(origin.toString(), "v1", Freshness.NEVER).startsWith("There is no copy of"));
    }

    @Test
    void runsNothingThatAnAddressOrRevisionAsksFor() {
        Path made = temp.resolve("made");
        assertTrue(failure("ext::sh -c touch% " + made, "v1", Freshness.MISSING).contains("is no address"));
        assertTrue(
                failure("--upload-pack=touch " + made, "v1", Freshness.MISSING).contains("is no address"));
        assertTrue(failure(origin.toString(), "--output=" + made, Freshness.MISSING)
                .contains("is no revision"));
        assertFalse(Files.exists(made));
    }

    @Test
    void aLinkThatLeadsOutIsRefused() throws IOException, InterruptedException {
        Files.createSymbolicLink(origin.resolve("out"), Path.of("../../secret"));
        commit("link");
        Source.Commit commit = find("main", Freshness.MISSING);
        var thrown = assertThrows(SourceException.class, () -> fetcher().checkOut(commit, target));
        assertTrue(
                String.valueOf(thrown.getMessage()).contains("leads out of the build directory"), thrown.getMessage());
    }

    @Test
    void passwordsAreNotShown() {
        String said = failure("http://me:secret@127.0.0.1:1/x.git", "v1", Freshness.MISSING);
        assertFalse(said.contains("me:secret"), said);
    }
}
