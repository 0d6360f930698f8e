package io.pergola.series;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteRevisionTest {

    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private final Path top;
    private final Path suite;

    SuiteRevisionTest(@TempDir Path folder) throws IOException {
        top = folder;
        suite = folder.resolve("site/suites/s.yaml");
        Files.createDirectories(folder.resolve("site/suites"));
    }

    private void write(String file, String text) throws IOException {
        Path path = top.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private String revision() {
        return new SuiteRevision().of(suite);
    }

    @Test
    void isThatOfTheBranch() throws IOException {
        write("site/.git/HEAD", "ref: refs/heads/main\n");
        write("site/.git/refs/heads/main", COMMIT + "\n");
        assertEquals(COMMIT, revision());
    }

    @Test
    void isFoundAmongPackedBranches() throws IOException {
        write(".git/HEAD", "ref: refs/heads/main\n");
        write(
                ".git/packed-refs",
                "# pack-refs\n" + COMMIT + " refs/heads/main\n" + COMMIT.replace('0', '9') + " refs/heads/x\n");
        assertEquals(COMMIT, revision());
    }

    @Test
    void isThatOfAWorkTree() throws IOException {
        write("site/.git", "gitdir: ../main/.git/worktrees/w\n");
        write("main/.git/worktrees/w/HEAD", "ref: refs/heads/topic\n");
        write("main/.git/worktrees/w/commondir", "../..\n");
        write("main/.git/refs/heads/topic", COMMIT + "\n");
        assertEquals(COMMIT, revision());
    }

    @Test
    void isTheCommitItselfWithoutABranch() throws IOException {
        write("site/.git/HEAD", COMMIT + "\n");
        assertEquals(COMMIT, revision());
    }

    @Test
    void isEmptyWhereThereIsNoneOrNothingToRead() throws IOException {
        assertEquals("", revision());
        write("site/.git/HEAD", "ref: refs/heads/unborn\n");
        assertEquals("", revision());
        write("site/.git/HEAD", "nonsense");
        assertEquals("", revision());
    }
}
