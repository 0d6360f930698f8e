package io.pergola.testkit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.SchedulerException;
import io.pergola.spi.CommandResult;
import io.pergola.spi.CommandResult.Outcome;
import io.pergola.spi.CommandRunner;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobRequest;
import io.pergola.spi.JobState;
import io.pergola.spi.JobStatus;
import io.pergola.spi.NodeInventory;
import io.pergola.spi.Scheduler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The part of the contract that speaks of bad days: whatever the commands do, no job is said to have ended that has not, none to be
 * cancelled that runs on, none to be submitted that is not.
 */
abstract class SilenceContract extends SchedulerFixture {

    /** Words of no batch system. */
    private static final String NONSENSE = "%\u0001[{\"jobs\": <html>\n|||12;;";

    private static final Map<String, CommandResult> BAD_DAYS = new TreeMap<>(Map.of(
            "commands hang", new CommandResult(Outcome.TIMED_OUT, -1, "", ""),
            "commands fail", new CommandResult(Outcome.ENDED, 1, "", "error: cannot contact the controller"),
            "commands crash", new CommandResult(Outcome.ENDED, 139, "", ""),
            "commands print nonsense", new CommandResult(Outcome.ENDED, 0, NONSENSE, ""),
            "commands are not there", new CommandResult(Outcome.NOT_STARTED, -1, "", "no such program")));

    /** For subclasses. */
    protected SilenceContract() {}

    /** Answers every command alike. */
    private record Same(CommandResult answer) implements CommandRunner {

        @Override
        public CommandResult run(List<String> command, Duration limit) {
            return answer;
        }

        @Override
        public Optional<String> find(String program) {
            return answer.outcome() == Outcome.NOT_STARTED ? Optional.empty() : Optional.of("/usr/bin/" + program);
        }
    }

    @TestFactory
    Stream<DynamicTest> noJobIsSaidToHaveEndedWhen() {
        requireAvailable();
        JobInfo job = kickoff("silent", "exec sleep 300");
        awaitAlive(scheduler(), List.of(job));
        return onBadDays(asked -> answer(() -> asked.jobStatus(List.of(job))).ifPresent(answers -> {
            JobStatus status = entry(answers.get(job));
            assertFalse(
                    Set.of(JobState.SCHED_ERROR, JobState.SCHED_CANCELLED).contains(status.state()),
                    "the job runs, and is said to be " + status);
        }));
    }

    @TestFactory
    Stream<DynamicTest> noJobIsSaidToBeCancelledThatRunsOnWhen() {
        requireAvailable();
        return onBadDays(asked -> {
            JobInfo job = kickoff("uncancelled", "exec sleep 300");
            awaitAlive(scheduler(), List.of(job));
            answer(() -> asked.cancel(List.of(job))).ifPresent(outcomes -> {
                if (entry(outcomes.get(job)).failure().isEmpty()) {
                    await(() -> ended(job));
                }
            });
        });
    }

    @TestFactory
    Stream<DynamicTest> noJobIsSaidToBeSubmittedThatIsNotWhen() {
        requireAvailable();
        return onBadDays(asked -> {
            JobRequest request = request("unsubmitted", schedule(), options());
            Path script = workDirectory().resolve("unsubmitted.sh");
            KickoffScripts.write(script, scheduler().header(request), "exec sleep 300");
            answer(() -> asked.kickoff(request, script))
                    .ifPresent(job -> awaitAlive(scheduler(), List.of(remember(job))));
        });
    }

    @TestFactory
    Stream<DynamicTest> theInventoryIsAFailureWhen() {
        requireAvailable();
        return onBadDays(asked -> {
            Optional<NodeInventory> inventory = asked.inventory();
            inventory.ifPresent(nodes -> {
                SchedulerException failure = assertThrows(SchedulerException.class, nodes::nodes);
                assertTrue(!String.valueOf(failure.getMessage()).isBlank(), "it says why");
            });
        });
    }

    final Stream<DynamicTest> onBadDays(Consumer<Scheduler> trial) {
        return BAD_DAYS.entrySet().stream()
                .map(day -> DynamicTest.dynamicTest(day.getKey(), () -> trial.accept(with(new Same(day.getValue())))));
    }
}
