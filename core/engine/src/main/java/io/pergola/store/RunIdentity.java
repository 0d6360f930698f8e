package io.pergola.store;

import io.pergola.model.RunId;
import io.pergola.model.Value;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What {@code run.json} holds: written once, before the run can be seen. */
record RunIdentity(
        RunId id,
        String uuid,
        String name,
        Instant created,
        String user,
        String sysName,
        String scheduler,
        Value.Entries test,
        Value.Entries extra,
        Sharing sharing) {

    static final String FILE = "run.json";

    /** These stand before the long ones. */
    private static final Set<String> SHORT = Set.of("uuid", "name", "created", "user", "sys_name", "scheduler");

    private static final Value.Entries NOTHING = new Value.Entries(new LinkedHashMap<>());

    static RunIdentity of(RunId id, NewRun run, Instant created) {
        String user = Fields.textOf(run.extra().get("user"));
        String scheduler = Fields.textOf(run.extra().get("scheduler"));
        return new RunIdentity(
                id,
                UUID.randomUUID().toString(),
                run.name(),
                Stamp.ofMicros(Stamp.micros(created)),
                user.isEmpty() ? System.getProperty("user.name", "") : user,
                Fields.textOf(run.extra().get("sys_name")),
                scheduler.isEmpty() ? Fields.textOf(run.test().values().get("scheduler")) : scheduler,
                run.test(),
                (Value.Entries) Value.of(run.extra()),
                run.sharing());
    }

    /** Empty if there is no such run. */
    static Optional<RunIdentity> read(Disk disk, Path directory, RunId id) {
        return Fields.read(disk, directory.resolve(FILE))
                .map(fields -> new RunIdentity(
                        id,
                        fields.text("uuid"),
                        fields.text("name"),
                        fields.time("created"),
                        fields.text("user"),
                        fields.text("sys_name"),
                        fields.text("scheduler"),
                        fields.entries("test"),
                        fields.entries("extra"),
                        Sharing.read(fields)));
    }

    /** As {@link #read}, without the test, what else it was given, and who may share it: a sixth of the work. */
    static Optional<RunIdentity> readShort(Disk disk, Path directory, RunId id) {
        return Fields.readFirst(disk, directory.resolve(FILE), SHORT)
                .map(fields -> new RunIdentity(
                        id,
                        fields.text("uuid"),
                        fields.text("name"),
                        fields.time("created"),
                        fields.text("user"),
                        fields.text("sys_name"),
                        fields.text("scheduler"),
                        NOTHING,
                        NOTHING,
                        Sharing.OF_THE_SITE));
    }

    byte[] toBytes() {
        var fields = new Fields()
                .put("format", Value.of(Layout.FORMAT))
                .put("id", Value.of(id.number()))
                .put("uuid", uuid)
                .put("name", name)
                .put("created", created)
                .put("user", user)
                .put("sys_name", sysName)
                .put("scheduler", scheduler)
                .put("test", test)
                .put("extra", extra);
        sharing.write(fields);
        return fields.toBytes();
    }
}
