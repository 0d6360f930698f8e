package io.pergola.model;

/** The states that Pergola itself gives to a test run, by Pavilion's names. */
public enum RunState {
    /** The run's directory is there. */
    CREATED("The test run was created"),
    /** It could not be created. */
    CREATION_ERROR("The test run could not be created"),
    /** It waits for a build slot, or for somebody else who builds the same. */
    BUILD_WAIT("Waits for its turn to build"),
    /** Its build script runs. */
    BUILDING("The build is running"),
    /** The build ended well. */
    BUILD_SUCCESS("The build ended well"),
    /** A build made earlier is used. */
    BUILD_REUSED("A build made earlier is reused"),
    /** The build was placed in the run's directory. */
    BUILD_DONE("The build is in place"),
    /** The build script failed. */
    BUILD_FAILED("The build script failed"),
    /** The build said nothing for too long. */
    BUILD_TIMEOUT("The build took too long"),
    /** The build could not be set up. */
    BUILD_ERROR("The build could not be set up"),
    /** Given up because of another run. */
    ABORTED("Given up because of another test run"),
    /** In a batch system's queue. */
    SCHEDULED("Handed to the scheduler"),
    /** The job runs, not yet this test. Shown, never stored. */
    SCHED_STARTUP("The job has started, this test not yet"),
    /** The batch system failed the job, or it ended before the test did. */
    SCHED_ERROR("The job failed or ended before the test did"),
    /** Somebody cancelled the job in the batch system. */
    SCHED_CANCELLED("The job was cancelled in the batch system"),
    /** What only the allocation knows was filled in. */
    FINALIZED("What only the allocation knows was filled in"),
    /** In the pilot's queue. */
    RUN_READY("Ready to run, waits for resources"),
    /** Its run script is being made. */
    PREPPING_RUN("The run script is being made"),
    /** Its run script runs, but not yet for the results. */
    WARMUP("The test runs to warm up, before the time that counts"),
    /** Its run script runs. */
    RUNNING("The test is running"),
    /** Its run script ended. */
    RUN_DONE("The run script has ended"),
    /** It said nothing for too long, or ran for too long. */
    RUN_TIMEOUT("The test took too long and was killed"),
    /** It could not be started. */
    RUN_ERROR("The test could not be run"),
    /** Its environment could not be set up. */
    ENV_FAILED("The environment could not be set up"),
    /** Set by a test through {@code set_status}. */
    RUN_USER("Set by the test itself"),
    /** Results are being gathered. */
    RESULTS("Results are being gathered"),
    /** Results could not be gathered. */
    RESULTS_ERROR("Results could not be gathered"),
    /** All is done, and there is a verdict. */
    COMPLETE("The test has completed"),
    /** Cancelled by a user. */
    CANCELLED("Cancelled by a user"),
    /** Its conditions said no. */
    SKIPPED("Its conditions say that it does not apply here"),
    /** Something to look at; the run goes on. */
    WARNING("Something to look at"),
    /** Something to know; the run goes on. */
    INFO("Something to know"),
    /** A state of a name that cannot be. */
    INVALID("An unusable state name was given"),
    /** Nobody could say. */
    UNKNOWN("The state is not known");

    private final String description;

    RunState(String description) {
        this.description = description;
    }

    /** One sentence without a full stop. */
    public String description() {
        return description;
    }
}
