package io.pergola.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.exec.SystemProcesses;
import io.pergola.schedule.ProcessValues;
import io.pergola.spi.ProcessIdentity;
import io.pergola.store.JobDirectory;
import io.pergola.store.NewJob;
import io.pergola.store.Store;
import io.pergola.store.StoreOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PresenceTest {

    private final SystemProcesses processes;
    private final JobDirectory job;
    private final ProcessIdentity self;
    /** Never was a process of this host: it has another start. */
    private final ProcessIdentity dead;

    PresenceTest(@TempDir Path directory) {
        Store store = Store.open(
                directory.resolve("work"),
                new StoreOptions("main", 0022, null, directory.resolve("cache")),
                InstantSource.system());
        this.job = store.createJob(new NewJob("job", "one", List.of(), Map.of()));
        this.processes = new SystemProcesses(Map.of(), directory);
        this.self = processes.self();
        this.dead = new ProcessIdentity(self.host(), self.pid(), self.startTicks() + 1, self.bootId());
    }

    private Presence presence(ProcessIdentity who, boolean explained) {
        return new Presence(job, who, processes, explained, InstantSource.system());
    }

    @Test
    void thePlaceOfADeadPilotIsFree() {
        assertTrue(presence(dead, true).take());
        assertTrue(presence(self, true).take());
        assertEquals(self, ProcessValues.read(job.pilot().orElseThrow()).orElseThrow());
    }

    @Test
    void thePlaceOfALivingOneIsNot() {
        assertTrue(presence(self, true).take());
        assertFalse(presence(dead, true).take());
    }

    @Test
    void oneWhosePlaceWasTakenIsLost() {
        Presence first = presence(dead, true);
        assertTrue(first.take());
        assertTrue(first.beat());
        assertTrue(presence(self, true).take());
        assertFalse(first.beat());
        assertTrue(first.isLost());
        assertTrue(first.isLeaving());
        first.left();
        assertFalse(ProcessValues.hasLeft(job.pilot().orElseThrow()), "it is not his to leave any more");
    }

    @Test
    void oneThatWasToldToEndLeavesItsRunsToTheBatchSystem() throws InterruptedException {
        Presence pilot = presence(self, true);
        assertTrue(pilot.take());
        assertFalse(pilot.isLeavingSoon(Duration.ofMillis(1)));
        pilot.told();
        assertTrue(pilot.isLeavingSoon(Duration.ofDays(1)));
        pilot.left();
        assertTrue(ProcessValues.hasLeft(job.pilot().orElseThrow()));
    }

    @Test
    void whereNobodyCouldExplainTheEndItIsThePilotsOwn() throws InterruptedException {
        Presence pilot = presence(self, false);
        assertTrue(pilot.take());
        pilot.told();
        assertFalse(pilot.isLeaving());
        assertFalse(pilot.isLeavingSoon(Duration.ofDays(1)));
    }
}
