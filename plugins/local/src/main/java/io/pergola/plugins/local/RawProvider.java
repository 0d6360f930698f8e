package io.pergola.plugins.local;

import io.pergola.spi.OptionKey;
import io.pergola.spi.Scheduler;
import io.pergola.spi.SchedulerContext;
import io.pergola.spi.SchedulerInfo;
import io.pergola.spi.SchedulerProvider;
import java.nio.file.Path;
import java.util.List;
import org.pf4j.Extension;

/** Offers the scheduler {@code raw}. */
@Extension
public final class RawProvider implements SchedulerProvider {

    private static final List<OptionKey> KEYS = List.of(
            new OptionKey(
                    ParallelStart.LAUNCHER,
                    OptionKey.Type.TEXT,
                    List.of(),
                    "What starts parallel programs: srun, mpirun or none; by default what is there."),
            new OptionKey("srun_extra", OptionKey.Type.LIST, List.of(), "More arguments for srun."));

    /** For the plugin loader. */
    public RawProvider() {}

    @Override
    public SchedulerInfo info() {
        return new SchedulerInfo(
                "raw", "Runs jobs in the allocation that you hold, of any batch system, or on this machine.", KEYS);
    }

    @Override
    public Scheduler create(SchedulerContext context) {
        var machine = new Machine(Path.of("/proc/meminfo"));
        return new RawScheduler(context, machine, Machine.hostName(Path.of("/proc/sys/kernel/hostname")));
    }
}
