package io.pergola.run;

import io.pergola.exec.Exit;
import io.pergola.model.ResultKeys;
import io.pergola.model.Value;
import io.pergola.resolve.ResolvedTest;
import io.pergola.schedule.ChunkNote;
import io.pergola.store.RunDirectory;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;

/** The results that are known without looking at what the test printed. */
final class BaseResults {

    private final PilotSetup setup;
    private final RunPlace place;
    private final RunDirectory directory;

    BaseResults(PilotSetup setup, RunPlace place, RunDirectory directory) {
        this.setup = setup;
        this.place = place;
        this.directory = directory;
    }

    Value.Entries of(ResolvedTest test, Exit exit, Instant started, Instant finished) {
        var base = new LinkedHashMap<String, Value>();
        base.put("name", Value.of(directory.name()));
        base.put("id", Value.of(directory.id().number()));
        base.put("test_version", test.config().values().getOrDefault("test_version", Value.of("0.0")));
        base.put("pav_version", Value.of(setup.version()));
        base.put("created", Value.of(RunVerdict.seconds(directory.created())));
        base.put("started", Value.of(RunVerdict.seconds(started)));
        base.put("finished", Value.of(RunVerdict.seconds(finished)));
        base.put("duration", Value.of(RunVerdict.seconds(Duration.between(started, finished))));
        base.put("user", Value.of(directory.user()));
        base.put("job_info", jobInfo());
        base.put("permute_on", new Value.Entries(new LinkedHashMap<>(test.permutation())));
        base.put("sched", VariableValues.set(test.variables(), "sched"));
        base.put("var", VariableValues.set(test.variables(), "var"));
        base.put("sys_name", Value.of(directory.sysName()));
        base.put(ResultKeys.NODES, Value.ofTexts(place.nodeNames()));
        base.put("uuid", Value.of(directory.uuid()));
        int attempt = new KeptAttempts(directory).count() + 1;
        if (attempt > 1) {
            base.put(ResultKeys.ATTEMPT, Value.of(attempt));
        }
        base.put("return_value", Value.of(exit.signal() == 0 ? exit.code() : -exit.signal()));
        return new Value.Entries(base);
    }

    private Value jobInfo() {
        var values = new LinkedHashMap<String, Value>();
        place.allocation().jobInfo().forEach((key, value) -> values.put(key, Value.of(value)));
        ChunkNote.of(setup.job().extra()).ifPresent(chunk -> chunk.toValues().forEach(values::putIfAbsent));
        return new Value.Entries(values);
    }
}
