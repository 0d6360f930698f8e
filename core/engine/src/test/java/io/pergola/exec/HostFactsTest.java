package io.pergola.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HostFactsTest {

    @Test
    void theyAreThoseOfThisHost() throws Exception {
        HostFacts facts = HostFacts.read();
        assertEquals(Files.readString(Path.of("/proc/sys/kernel/hostname")).strip(), facts.name());
        assertFalse(facts.user().isBlank());
        assertTrue(facts.cores() >= 1);
        long heapMiB = Runtime.getRuntime().maxMemory() / (1024 * 1024);
        assertTrue(facts.memoryMiB() >= heapMiB, facts.toString());
    }
}
