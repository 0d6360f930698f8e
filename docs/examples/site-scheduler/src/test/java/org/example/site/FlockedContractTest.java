package org.example.site;

import io.pergola.spi.JobInfo;
import io.pergola.spi.SchedulerProvider;
import io.pergola.testkit.SchedulerContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class FlockedContractTest extends SchedulerContract {

    @Override
    protected SchedulerProvider provider() {
        return new FlockedProvider();
    }

    /** A process of the same number that started at another time. */
    @Override
    protected JobInfo unknownJob(JobInfo real) {
        var values = new HashMap<>(real.values());
        values.put("start_ticks", "1");
        return new JobInfo(values);
    }

    /** A lock of its own, so that tests do not wait for somebody's real jobs. */
    @Override
    protected Map<String, List<String>> options() {
        return Map.of("lock_file", List.of(workDirectory().resolve("lock").toString()));
    }
}
