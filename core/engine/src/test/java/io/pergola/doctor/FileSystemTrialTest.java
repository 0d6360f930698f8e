package io.pergola.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSystemTrialTest {

    @Test
    void aRealFileSystemKeepsItsWord(@TempDir Path folder) throws IOException, InterruptedException {
        try (Scratch scratch = Scratch.in(folder)) {
            FindingsList found = FindingsList.of(new FileSystemTrial(scratch.path(), InstantSource.system()).checks());
            assertEquals(
                    List.of("rename", "hard links", "mkdir", "symbolic links", "added lines", "locks", "sync", "clock"),
                    found.all().stream().map(Finding::check).toList());
            assertEquals(
                    List.of(),
                    found.all().stream()
                            .filter(finding -> finding.level() != Level.OK
                                    && !finding.check().equals("sync"))
                            .toList());
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList(), "nothing stays");
        }
    }

    @Test
    void aWrongClockIsToldWithItsSeconds(@TempDir Path folder) throws InterruptedException {
        InstantSource slow = InstantSource.offset(InstantSource.system(), Duration.ofSeconds(-90));
        Finding finding = FindingsList.of(new FileSystemTrial(folder, slow).checks())
                .all()
                .getLast();
        assertEquals(Level.WARNING, finding.level());
        assertTrue(
                finding.detail().matches("that of the file server is (89|90)\\.\\d s ahead of that of this host"),
                finding.detail());
    }

    @Test
    void whatIsInTheWayIsAnErrorOfItsOwn(@TempDir Path folder) throws IOException, InterruptedException {
        Files.createDirectory(folder.resolve("old"));
        Files.writeString(folder.resolve("directory"), "");
        FindingsList found = FindingsList.of(new FileSystemTrial(folder, InstantSource.system()).checks());
        assertEquals(
                List.of("rename", "mkdir"),
                found.all().stream()
                        .filter(finding -> finding.level() == Level.ERROR)
                        .map(Finding::check)
                        .toList());
    }
}
