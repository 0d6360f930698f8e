package io.pergola.plugins.local;

import io.pergola.spi.JobInfo;
import io.pergola.spi.JobState;
import io.pergola.spi.SchedulerProvider;
import io.pergola.testkit.SchedulerContract;
import java.util.LinkedHashMap;
import java.util.Set;

class RawContractTest extends SchedulerContract {

    @Override
    protected SchedulerProvider provider() {
        return new RawProvider();
    }

    /** A process of the same number that started at another time. */
    @Override
    protected JobInfo unknownJob(JobInfo real) {
        var values = new LinkedHashMap<>(real.values());
        values.put("start_ticks", "1");
        return new JobInfo(values);
    }

    @Override
    protected Set<JobState> endStates() {
        return Set.of(JobState.SCHED_ERROR);
    }
}
