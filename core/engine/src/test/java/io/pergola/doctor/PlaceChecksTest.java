package io.pergola.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pergola.spi.CommandResult;
import io.pergola.spi.CommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceChecksTest {

    /** Commands with set answers. */
    private record Answers(Map<String, String> answers) implements CommandRunner {

        @Override
        public CommandResult run(List<String> command, Duration limit) {
            return Optional.ofNullable(answers.get(command.getFirst()))
                    .map(text -> new CommandResult(CommandResult.Outcome.ENDED, 0, text, ""))
                    .orElse(new CommandResult(CommandResult.Outcome.NOT_STARTED, -1, "", "none"));
        }

        @Override
        public Optional<String> find(String program) {
            return Optional.ofNullable(answers.get(program)).map(_ -> "/bin/" + program);
        }
    }

    @TempDir
    private Path folder = Path.of("");

    private Finding find(String check, Path path, Map<String, String> answers)
            throws IOException, InterruptedException {
        Path mounts = folder.resolve("mountinfo");
        Files.writeString(mounts, "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n");
        return FindingsList.of(new PlaceChecks(path, mounts, new Answers(answers)).checks()).all().stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow();
    }

    private Level level(Path path) throws IOException, InterruptedException {
        return find("directory", path, Map.of()).level();
    }

    @Test
    void theDirectoryMayBeMissingButNotSomethingElse() throws IOException, InterruptedException {
        Path absent = folder.resolve("a/b/c");
        assertEquals(
                absent + ", which the first run will make in " + folder,
                find("directory", absent, Map.of()).detail());
        assertEquals(Level.OK, level(absent));
        assertEquals(Level.OK, level(Files.createDirectory(folder.resolve("empty"))));
        Path used = Files.createDirectory(folder.resolve("used"));
        Files.writeString(used.resolve("pergola.json"), "{}");
        assertEquals(Level.OK, level(used));
        Path foreign = Files.createDirectory(folder.resolve("foreign"));
        Files.writeString(foreign.resolve("thesis.tex"), "");
        assertEquals(Level.WARNING, level(foreign));
        assertEquals(Level.ERROR, level(Files.writeString(folder.resolve("file"), "")));
        assertEquals(Level.ERROR, level(folder.resolve("file/below")));
        assertEquals(Level.ERROR, level(Files.createSymbolicLink(folder.resolve("lost"), Path.of("nowhere"))));
    }

    @Test
    void fewFilesLeftAreTold() throws IOException, InterruptedException {
        Map<String, Level> expected = new HashMap<>();
        expected.put("1000000 999999", Level.OK);
        expected.put("0 0", Level.OK);
        expected.put("1000000 5000", Level.WARNING);
        expected.put("1000000 3", Level.ERROR);
        expected.put("nonsense", Level.NOTE);
        for (Map.Entry<String, Level> each : expected.entrySet()) {
            assertEquals(
                    each.getValue(),
                    find("files left", folder, Map.of("stat", each.getKey())).level(),
                    each.getKey());
        }
        assertEquals(Level.NOTE, find("files left", folder, Map.of()).level());
    }

    @Test
    void aQuotaThatIsUsedUpIsAnError() throws IOException, InterruptedException {
        String head =
                "Disk quotas for user ann (uid 1000):\n  Filesystem blocks quota limit grace files quota limit grace\n";
        assertEquals(Level.NOTE, find("quota", folder, Map.of()).level());
        assertEquals(Level.OK, find("quota", folder, Map.of("quota", "")).level());
        assertEquals(
                Level.OK,
                find("quota", folder, Map.of("quota", head + " /dev/sda1 12 100 200  5 10 20\n"))
                        .level());
        assertEquals(
                Level.ERROR,
                find("quota", folder, Map.of("quota", head + " /dev/sda1 120* 100 200 6days 5 10 20\n"))
                        .level());
        assertEquals(
                Level.OK,
                find("quota", folder, Map.of("quota", head + " /dev/sdb 120* 100 200 6days 5 10 20\n"))
                        .level());
    }
}
