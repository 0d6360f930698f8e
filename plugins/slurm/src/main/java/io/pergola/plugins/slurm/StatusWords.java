package io.pergola.plugins.slurm;

import io.pergola.spi.JobState;
import io.pergola.spi.JobStatus;
import java.util.function.UnaryOperator;

/** A job's record as users read it. */
final class StatusWords {

    private final UnaryOperator<String> userName;

    /** With what turns a user's number into a name. */
    StatusWords(UnaryOperator<String> userName) {
        this.userName = userName;
    }

    JobStatus of(JobRecord job) {
        JobStates.Meaning meaning = JobStates.of(job.state());
        String words = meaning.state() == JobState.SCHEDULED ? waiting(job, meaning) : going(job, meaning);
        return new JobStatus(meaning.state(), words);
    }

    private static String waiting(JobRecord job, JobStates.Meaning meaning) {
        String words = job.state().equals("PENDING") ? WaitReasons.words(job.reason()) : meaning.words();
        return job.restarts() > 0 ? "was requeued (restart " + job.restarts() + "); " + words : words;
    }

    private String going(JobRecord job, JobStates.Meaning meaning) {
        return switch (job.state()) {
            case "FAILED" -> failed(job);
            case "TIMEOUT" -> job.timeLimit().isEmpty() ? meaning.words() : meaning.words() + " of " + job.timeLimit();
            case "NODE_FAIL" -> job.nodes().isEmpty() ? meaning.words() : "a node failed, of " + job.nodes();
            case "CANCELLED" -> cancelled(job, meaning);
            case "RUNNING" -> job.restarts() == 0 ? "" : "runs again (restart " + job.restarts() + ")";
            default -> meaning.words();
        };
    }

    private static String failed(JobRecord job) {
        JobRecord.JobExit exit = job.exit();
        if (job.reason().equals("BadConstraints")) {
            return "could not start: no node is as it asks (BadConstraints)";
        }
        if (exit.signal() == SIGNAL_OF_FILES) {
            return "its script could not be started, or its output file not be made";
        }
        return exit.signal() > 0
                ? "its script was killed by signal " + exit.signal()
                : "its script failed with exit code " + exit.code();
    }

    private String cancelled(JobRecord job, JobStates.Meaning meaning) {
        return job.by().isEmpty() ? meaning.words() : "was cancelled by " + userName.apply(job.by());
    }

    /** What slurmd reports where it cannot open a job's files. */
    private static final int SIGNAL_OF_FILES = 53;
}
