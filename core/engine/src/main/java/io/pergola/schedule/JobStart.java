package io.pergola.schedule;

import io.pergola.model.SchedulerException;
import io.pergola.store.JobDirectory;
import java.util.List;

/** What came of handing runs to a scheduler. */
public sealed interface JobStart {

    /** The runs; at least one. */
    List<PlannedRun> runs();

    /**
     * They are in a job.
     *
     * @param job its directory
     */
    record Launched(JobDirectory job, List<PlannedRun> runs) implements JobStart {

        /** Copies the list. */
        public Launched {
            runs = List.copyOf(runs);
        }
    }

    /**
     * They are not: the scheduler refused, or the machine has not what they ask for. They have ended.
     *
     * @param error why
     */
    record Refused(List<PlannedRun> runs, SchedulerException error) implements JobStart {

        /** Copies the list. */
        public Refused {
            runs = List.copyOf(runs);
        }
    }
}
