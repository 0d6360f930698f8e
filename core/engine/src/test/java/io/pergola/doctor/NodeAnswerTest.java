package io.pergola.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.exec.SystemCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeAnswerTest {

    @Test
    void theScriptTellsWhatItSees(@TempDir Path folder) throws IOException {
        Path directory = Files.createDirectory(folder.resolve("it's here"));
        Path installation = Path.of(System.getProperty("java.home")).resolve("..");
        var answer = new NodeAnswer(directory);
        Path script = answer.write(List.of("#SBATCH -N 1"), installation);
        assertFalse(answer.isThere());
        assertTrue(new SystemCommands(Map.of())
                .run(List.of(script.toString()), Duration.ofSeconds(20))
                .ok());
        NodeAnswer.Seen seen = answer.read();
        assertTrue(seen.token());
        assertEquals(Files.readString(Path.of("/proc/sys/kernel/hostname")).strip(), seen.host());
        assertTrue(seen.java().contains("No such file"), seen.java());
        assertTrue(seen.ahead().orElseThrow().abs().compareTo(Duration.ofSeconds(1)) < 0, seen.toString());
        Files.writeString(directory.resolve("answer"), "token other\n");
        assertFalse(answer.read().token());
    }
}
