package io.pergola.run;

import io.pergola.exec.Exit;
import io.pergola.model.RunState;
import io.pergola.model.StoreException;
import io.pergola.model.Verdict;
import io.pergola.pilot.Ending;
import io.pergola.pilot.Retries;
import io.pergola.resolve.ResolvedTest;
import io.pergola.results.Judgement;
import io.pergola.store.RunDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Decides whether a run gets another attempt, and puts away what the last one left. */
final class Retrial {

    private final Retries retries;
    private final PilotSetup setup;
    private final RunDirectory directory;
    private final RunLog log;

    Retrial(ResolvedTest test, PilotSetup setup, RunDirectory directory, RunLog log) {
        this.retries = test.run().retries();
        this.setup = setup;
        this.directory = directory;
        this.log = log;
    }

    /** In what time the run is to be tried again; empty if what it came to is final. */
    Optional<Duration> after(Judgement judgement, Ending how, Exit exit) {
        if (retries.most() == 0 || judgement.verdict() == Verdict.PASS || isOver()) {
            return Optional.empty();
        }
        var kept = new KeptAttempts(directory);
        int attempt = kept.count() + 1;
        if (!retries.again(attempt, causes(judgement, how, exit))) {
            return Optional.empty();
        }
        try {
            kept.keep(judgement.results());
        } catch (IOException e) {
            throw new StoreException("cannot keep attempt " + attempt + " in " + directory.attempts() + ": " + e, e);
        }
        Duration delay = retries.after(attempt);
        log.state(
                RunState.RUN_READY,
                "Attempt " + attempt + " of " + (retries.most() + 1) + " came to " + judgement.verdict() + ": "
                        + judgement.reason() + "; it is tried again" + words(delay));
        return Optional.of(delay);
    }

    private boolean isOver() {
        return setup.presence().isLeaving() || directory.cancelRequest().isPresent();
    }

    private static Set<String> causes(Judgement judgement, Ending how, Exit exit) {
        Set<String> causes = new HashSet<>();
        causes.add(
                how instanceof Ending.TimedOut
                        ? "timeout"
                        : judgement.verdict().name().toLowerCase(Locale.ROOT));
        if (!(how instanceof Ending.TimedOut) && exit.signal() > 0) {
            causes.add("signal");
            causes.add(exit.signalName());
        }
        if (exit.signal() == 0) {
            causes.add(Integer.toString(exit.code()));
        }
        return causes;
    }

    private static String words(Duration delay) {
        return delay.isZero() ? "" : " in " + delay.toMillis() / 1000.0 + " s";
    }
}
