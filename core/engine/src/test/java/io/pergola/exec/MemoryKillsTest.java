package io.pergola.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryKillsTest {

    private final Path directory;
    private final Path self;

    MemoryKillsTest(@TempDir Path directory) {
        this.directory = directory;
        this.self = directory.resolve("self");
    }

    private void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void areCountedFromWhenItWasMadeInVersionOne() throws IOException {
        write(self, "9:cpu,cpuacct:/\n8:memory:/slurm/job_1\n0::/slurm/job_1\n");
        Path file = directory.resolve("memory/slurm/job_1/memory.oom_control");
        write(file, "oom_kill_disable 0\nunder_oom 0\noom_kill 3\n");
        var kills = new MemoryKills(self, directory);
        assertEquals(0, kills.since());
        write(file, "oom_kill_disable 0\nunder_oom 0\noom_kill 5\n");
        assertEquals(2, kills.since());
    }

    @Test
    void areCountedInVersionTwo() throws IOException {
        write(self, "0::/slurm/job_1\n");
        Path file = directory.resolve("slurm/job_1/memory.events");
        write(file, "low 0\noom 1\noom_kill 0\n");
        var kills = new MemoryKills(self, directory);
        write(file, "low 0\noom 1\noom_kill 1\n");
        assertEquals(1, kills.since());
    }

    @Test
    void areNoneWhereNobodyCounts() throws IOException {
        assertEquals(0, new MemoryKills(self, directory).since());
        write(self, "nonsense\n0::/elsewhere\n");
        assertEquals(0, new MemoryKills(self, directory).since());
        assertEquals(0, new MemoryKills().since());
    }
}
