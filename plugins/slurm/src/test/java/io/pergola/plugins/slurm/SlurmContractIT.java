package io.pergola.plugins.slurm;

import io.pergola.spi.JobInfo;
import io.pergola.spi.JobState;
import io.pergola.spi.SchedulerContext;
import io.pergola.spi.SchedulerProvider;
import io.pergola.testkit.RequiresSlurm;
import io.pergola.testkit.SchedulerContract;
import io.pergola.testkit.SlurmCluster;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

@RequiresSlurm
class SlurmContractIT extends SchedulerContract {

    @SuppressWarnings("NullAway.Init") // see start
    private static SlurmCluster cluster;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path work;

    @BeforeAll
    static void start() {
        cluster = SlurmCluster.start();
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Override
    protected SchedulerProvider provider() {
        return new SlurmProvider();
    }

    @Override
    protected SchedulerContext context() {
        return cluster.context(work);
    }

    @Override
    protected boolean holdJobs() {
        cluster.check("scontrol", "update", "partitionname=standard", "state=down");
        return true;
    }

    @Override
    protected void releaseJobs() {
        cluster.check("scontrol", "update", "partitionname=standard", "state=up");
    }

    /** A number that no job has yet. */
    @Override
    protected JobInfo unknownJob(JobInfo real) {
        var values = new LinkedHashMap<>(real.values());
        values.put("id", "999999");
        return new JobInfo(values);
    }

    @Override
    protected Set<JobState> endStates() {
        return Set.of(JobState.ENDED);
    }
}
