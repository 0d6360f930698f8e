package io.pergola.plugins.slurm;

import io.pergola.spi.Scheduler;
import io.pergola.spi.SchedulerContext;
import io.pergola.spi.SchedulerInfo;
import io.pergola.spi.SchedulerProvider;
import org.pf4j.Extension;

/** Offers the scheduler {@code slurm}. */
@Extension
public final class SlurmProvider implements SchedulerProvider {

    /** For the plugin loader. */
    public SlurmProvider() {}

    @Override
    public SchedulerInfo info() {
        return new SchedulerInfo("slurm", "Submits jobs to Slurm with sbatch.", SlurmOptions.KEYS);
    }

    @Override
    public Scheduler create(SchedulerContext context) {
        return SlurmScheduler.of(context);
    }
}
