package io.pergola.schedule;

import io.pergola.model.Value;
import io.pergola.spi.ProcessIdentity;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Optional;

/** How a process stands in a job's or a run's file. */
public final class ProcessValues {

    /** The key in a run's file for the command that created it. */
    public static final String OWNER = "owner";

    private static final String LEFT = "left";

    private ProcessValues() {}

    /** A process that has stopped working on its job, whether or not it still lives. */
    public static Value.Entries left(ProcessIdentity process) {
        var values = new LinkedHashMap<>(write(process).values());
        values.put(LEFT, Value.of(true));
        return new Value.Entries(values);
    }

    /** Whether it was written by {@link #left}. */
    public static boolean hasLeft(Value.Entries process) {
        return process.values().get(LEFT) instanceof Value.Bool(boolean gone) && gone;
    }

    /** As a mapping of {@code host}, {@code pid}, {@code start_ticks} and {@code boot_id}. */
    public static Value.Entries write(ProcessIdentity process) {
        var values = new LinkedHashMap<String, Value>();
        values.put("host", Value.of(process.host()));
        values.put("pid", Value.of(process.pid()));
        values.put("start_ticks", Value.of(process.startTicks()));
        values.put("boot_id", Value.of(process.bootId()));
        return new Value.Entries(values);
    }

    /** Reads it back; empty if it is not that. */
    public static Optional<ProcessIdentity> read(Value.Entries entries) {
        return entries.values().get("host") instanceof Value.Text(String host)
                        && entries.values().get("pid") instanceof Value.Int(BigInteger pid)
                        && entries.values().get("start_ticks") instanceof Value.Int(BigInteger ticks)
                        && entries.values().get("boot_id") instanceof Value.Text(String boot)
                ? Optional.of(new ProcessIdentity(host, pid.longValue(), ticks.longValue(), boot))
                : Optional.empty();
    }
}
