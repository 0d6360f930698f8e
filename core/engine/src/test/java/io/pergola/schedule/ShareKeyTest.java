package io.pergola.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.pergola.json.Json;
import io.pergola.model.Value;
import io.pergola.resolve.ResolvedTest;
import org.junit.jupiter.api.Test;

final class ShareKeyTest {

    private static ShareKey key(String scheduler, String schedule, String command) {
        String saved = """
                {"suite": "s", "test": "t", "subtitle": "", "label": "main", "suite_path": "/s.yaml", "host": "", "os": "",
                 "modes": [], "options": {}, "permutation": {}, "variables": {},
                 "config": {"scheduler": "%s", "schedule": %s, "run": {"cmds": ["%s"]}, "build": {}}}
                """.formatted(scheduler, schedule, command);
        return ShareKey.of(ResolvedTest.fromValue((Value.Entries) Json.read(saved)));
    }

    @Test
    void runsThatAskForTheSameShareAJobWhateverTheyRun() {
        assertEquals(key("local", "{\"nodes\": \"2\"}", "a"), key("local", "{\"nodes\": \"2\"}", "b"));
    }

    @Test
    void theOrderInWhichAScheduleWasWrittenDoesNotMatter() {
        assertEquals(
                key("local", "{\"nodes\": \"2\", \"partition\": \"p\"}", "a"),
                key("local", "{\"partition\": \"p\", \"nodes\": \"2\"}", "a"));
    }

    @Test
    void anotherSchedulerOrAnotherWishIsAnotherJob() {
        ShareKey key = key("local", "{\"nodes\": \"2\"}", "a");
        assertNotEquals(key, key("slurm", "{\"nodes\": \"2\"}", "a"));
        assertNotEquals(key, key("local", "{\"nodes\": \"3\"}", "a"));
        assertNotEquals(key, key("local", "{\"nodes\": \"2\", \"partition\": \"p\"}", "a"));
    }
}
