package io.pergola.run;

import io.pergola.build.BuildOutcome;
import io.pergola.build.Builder;
import io.pergola.resolve.ResolvedTest;
import io.pergola.store.RunDirectory;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The build of a run whose test wants it made in the allocation. One thread makes it, another may cancel it. */
final class AllocationBuild {

    private final Supplier<Builder> builder;
    private final RunDirectory run;
    private boolean cancelled;
    private @Nullable Thread making;

    AllocationBuild(Supplier<Builder> builder, RunDirectory run) {
        this.builder = builder;
        this.run = run;
    }

    /** There is no build, and so nothing to run. */
    static final class Failure extends IOException {

        private static final long serialVersionUID = 1;

        private final transient BuildOutcome.Failed outcome;

        private Failure(BuildOutcome.Failed outcome) {
            super(outcome.why());
            this.outcome = outcome;
        }

        BuildOutcome.Failed outcome() {
            return outcome;
        }
    }

    /**
     * Builds, unless there is nothing to build here, or an earlier attempt did.
     *
     * @throws InterruptedException if it was cancelled
     */
    void make(ResolvedTest test) throws InterruptedException, Failure {
        if (!test.build().onNodes() || !Builder.needed(test) || Builder.isPlaced(run)) {
            return;
        }
        begin();
        try {
            if (builder.get().build(run, test) instanceof BuildOutcome.Failed failed) {
                throw new Failure(failed);
            }
        } finally {
            end();
        }
    }

    private synchronized void begin() throws InterruptedException {
        if (cancelled) {
            throw new InterruptedException("cancelled");
        }
        making = Thread.currentThread();
    }

    private synchronized void end() {
        making = null;
    }

    synchronized void cancel() {
        cancelled = true;
        Thread maker = making;
        if (maker != null) {
            maker.interrupt();
        }
    }
}
