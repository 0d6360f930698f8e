package io.pergola.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pergola.model.Value;
import io.pergola.store.CancelRequest;
import io.pergola.store.NewRun;
import io.pergola.store.RunDirectory;
import io.pergola.store.Store;
import io.pergola.store.StoreOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CancelledEntryTest {

    private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");

    private final RunDirectory run;

    CancelledEntryTest(@TempDir Path temp) {
        Store store = Store.open(
                temp.resolve("work"), new StoreOptions("main", 0002, null, temp.resolve("cache")), () -> NOW);
        run = store.createRuns(List.of(new NewRun("s.t", new Value.Entries(new LinkedHashMap<>()), Map.of())))
                .getFirst();
    }

    private String note() {
        return RunVerdict.cancelled(run, "the job was told to end", () -> NOW).note();
    }

    @Test
    void aWishSaysMoreThanTheSignalThatCameBeforeIt() {
        run.requestCancel(new CancelRequest("ann", NOW, ""));
        assertEquals("Cancelled by ann", note());
    }

    @Test
    void withoutAWishTheReasonOfThePilotStands() {
        assertEquals("the job was told to end", note());
    }
}
