package org.example.site;

import io.pergola.spi.OptionKey;
import io.pergola.spi.Scheduler;
import io.pergola.spi.SchedulerContext;
import io.pergola.spi.SchedulerInfo;
import io.pergola.spi.SchedulerProvider;
import java.util.List;
import org.pf4j.Extension;

/** Offers the scheduler {@code flocked}. */
@Extension
public final class FlockedProvider implements SchedulerProvider {

    static final OptionKey LOCK_FILE = new OptionKey(
            "lock_file", OptionKey.Type.TEXT, List.of("/tmp/flocked.lock"), "The file that a job locks while it runs.");

    @Override
    public SchedulerInfo info() {
        return new SchedulerInfo("flocked", "Runs one job at a time on this machine.", List.of(LOCK_FILE));
    }

    @Override
    public Scheduler create(SchedulerContext context) {
        return new FlockedScheduler(context);
    }
}
