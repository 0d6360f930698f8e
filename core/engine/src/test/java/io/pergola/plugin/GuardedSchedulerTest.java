package io.pergola.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.NodeInfo;
import io.pergola.model.SchedulerException;
import io.pergola.spi.ArrayRequest;
import io.pergola.spi.Availability;
import io.pergola.spi.CancelOutcome;
import io.pergola.spi.JobArrays;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobRequest;
import io.pergola.spi.JobState;
import io.pergola.spi.JobStatus;
import io.pergola.spi.KickoffHeader;
import io.pergola.spi.LaunchCommand;
import io.pergola.spi.LaunchRequest;
import io.pergola.spi.NodeInventory;
import io.pergola.spi.NodeRequest;
import io.pergola.spi.NodeSet;
import io.pergola.spi.Scheduler;
import io.pergola.spi.SchedulerInfo;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GuardedSchedulerTest {

    private static final LoadedScheduler WHAT =
            new LoadedScheduler(new SchedulerInfo("queue", "A queue.", List.of()), Path.of("/p/q.jar"), "site", "2.0");
    private static final String NAME = "The scheduler queue of the plugin site 2.0 (/p/q.jar) is broken: ";
    private static final JobInfo ONE = new JobInfo(Map.of("id", "1"));
    private static final JobInfo TWO = new JobInfo(Map.of("id", "2"));
    private static final JobRequest REQUEST = new JobRequest(
            "job", new NodeRequest.Between(1, OptionalInt.empty()), null, Map.of(), Map.of(), Path.of("log"));

    /** Answers every question with what the supplier gives, of whatever type. */
    private record Answers(Supplier<@Nullable Object> answer) implements Scheduler {

        @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"
        }) // the point is to break the contract
        private <T> T give() {
            return (T) answer.get();
        }

        @Override
        public Availability available() {
            return give();
        }

        @Override
        public Optional<String> version() {
            return give();
        }

        @Override
        public KickoffHeader header(JobRequest job) {
            return give();
        }

        @Override
        public JobInfo kickoff(JobRequest job, Path script) {
            return give();
        }

        @Override
        public Map<JobInfo, JobStatus> jobStatus(Collection<JobInfo> jobs) {
            return give();
        }

        @Override
        public Map<JobInfo, CancelOutcome> cancel(Collection<JobInfo> jobs) {
            return give();
        }

        @Override
        public NodeSet allocationNodes(JobInfo job) {
            return give();
        }

        @Override
        public LaunchCommand testCommand(LaunchRequest request) {
            return give();
        }

        @Override
        public Optional<NodeInventory> inventory() {
            return give();
        }

        @Override
        public Optional<JobArrays> arrays() {
            return give();
        }
    }

    private static Scheduler guarded(Duration limit, Supplier<@Nullable Object> answer) {
        var watch = new Watch(GuardedSchedulerTest.class.getClassLoader(), limit);
        return new GuardedScheduler(new Answers(answer), WHAT, watch);
    }

    private static Scheduler answering(@Nullable Object answer) {
        return guarded(Duration.ofSeconds(20), () -> answer);
    }

    private static Scheduler throwing(Throwable thrown) {
        return guarded(Duration.ofSeconds(20), () -> {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) thrown;
        });
    }

    private static String broken(Runnable call) {
        SchedulerException failure = assertThrows(SchedulerException.class, call::run);
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.startsWith(NAME), message);
        assertFalse(failure.help().orElse("").isBlank());
        return message.substring(NAME.length());
    }

    @Test
    void passesGoodAnswersOn() {
        var status = new JobStatus(JobState.SCHEDULED, "waits");
        assertEquals(Map.of(ONE, status), answering(Map.of(ONE, status)).jobStatus(List.of(ONE)));
        assertEquals(ONE, answering(ONE).kickoff(REQUEST, Path.of("x")));
        assertEquals(KickoffHeader.NONE, answering(KickoffHeader.NONE).header(REQUEST));
    }

    @Test
    void passesASchedulersOwnFailureOnUntouched() {
        var failure = new SchedulerException("sbatch refused", List.of("sbatch"), 1, "no", "Try another partition.");
        Scheduler scheduler = throwing(failure);
        assertSame(failure, assertThrows(SchedulerException.class, () -> scheduler.kickoff(REQUEST, Path.of("x"))));
    }

    @Test
    void turnsWhatIsThrownIntoASchedulersFailure() {
        String said = broken(() -> throwing(new IllegalStateException("boom")).header(REQUEST));
        assertTrue(said.startsWith("header() failed: java.lang.IllegalStateException: boom"), said);
        assertTrue(broken(() -> throwing(new NoClassDefFoundError("a/B")).header(REQUEST))
                .contains("the class a.B"));
        assertTrue(broken(() -> throwing(new AssertionError("no")).available()).contains("AssertionError: no"));
    }

    @Test
    void keepsTheStackForWhoeverDebugs() {
        Scheduler scheduler = throwing(new IllegalStateException("boom"));
        SchedulerException failure = assertThrows(SchedulerException.class, scheduler::available);
        assertInstanceOf(IllegalStateException.class, failure.getSuppressed()[0].getCause());
    }

    @Test
    void refusesNullFromEveryQuestion() {
        Scheduler scheduler = answering(null);
        var launch = new LaunchRequest(List.of("n1"), 1, 1, Map.of(), Map.of());
        assertEquals("available() returned null", broken(scheduler::available));
        assertEquals("version() returned null", broken(scheduler::version));
        assertEquals("header() returned null", broken(() -> scheduler.header(REQUEST)));
        assertEquals("kickoff() returned null", broken(() -> scheduler.kickoff(REQUEST, Path.of("x"))));
        assertEquals("allocationNodes() returned null", broken(() -> scheduler.allocationNodes(ONE)));
        assertEquals("testCommand() returned null", broken(() -> scheduler.testCommand(launch)));
        assertEquals("inventory() returned null", broken(scheduler::inventory));
        assertTrue(broken(() -> scheduler.jobStatus(List.of(ONE))).startsWith("jobStatus() "));
        assertTrue(broken(() -> scheduler.cancel(List.of(ONE))).startsWith("cancel() "));
    }

    @Test
    void refusesAnswersThatLeaveAJobOut() {
        Map<JobInfo, CancelOutcome> half = Map.of(ONE, CancelOutcome.done());
        assertEquals(
                "cancel() said nothing of job 2", broken(() -> answering(half).cancel(List.of(ONE, TWO))));
    }

    @Test
    void leavesOutJobsThatNobodyAskedFor() {
        Map<JobInfo, CancelOutcome> both = Map.of(ONE, CancelOutcome.done(), TWO, CancelOutcome.done());
        assertEquals(Map.of(ONE, CancelOutcome.done()), answering(both).cancel(List.of(ONE)));
    }

    @Test
    void refusesAJobWithoutId() {
        Scheduler scheduler = answering(new JobInfo(Map.of("id", " ")));
        assertEquals("kickoff() returned a job without an id", broken(() -> scheduler.kickoff(REQUEST, Path.of("x"))));
    }

    @Test
    void doesNotWaitForAnAnswerThatNeverComes() {
        var never = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        Scheduler scheduler = guarded(Duration.ofMillis(50), () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return null;
        });
        assertEquals("available() did not come back within 50 ms", broken(scheduler::available));
        assertTrue(await(interrupted), "the plugin's thread is interrupted");
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, java.util.concurrent.TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void passesAnInterruptOn() {
        Scheduler scheduler = guarded(Duration.ofSeconds(20), () -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                return null;
            }
            return null;
        });
        Thread.currentThread().interrupt();
        assertEquals("available() was interrupted", broken(scheduler::available));
        assertTrue(Thread.interrupted());
    }

    @Test
    void watchesTheInventoryToo() {
        NodeInventory none = () -> {
            throw new IllegalStateException("boom");
        };
        NodeInventory one = () -> List.of(NodeInfo.up("n1", 4, 100));
        NodeInventory broken = answering(Optional.of(none)).inventory().orElseThrow();
        assertTrue(broken(broken::nodes).startsWith("inventory().nodes() failed"));
        assertEquals(
                1, answering(Optional.of(one)).inventory().orElseThrow().nodes().size());
        assertTrue(answering(Optional.empty()).inventory().isEmpty());
    }

    private static JobArrays arrays(String variable, List<JobInfo> infos) {
        JobArrays inner = new JobArrays() {
            @Override
            public int largest(JobRequest job) {
                return 7;
            }

            @Override
            public String indexVariable() {
                return variable;
            }

            @Override
            public List<JobInfo> kickoff(ArrayRequest array) {
                return infos;
            }
        };
        return answering(Optional.of(inner)).arrays().orElseThrow();
    }

    @Test
    void wantsAJobForEachIndexOrNone() {
        var array = new ArrayRequest(REQUEST, Path.of("script"), 1, 2, "a", "b");
        assertEquals(List.of(ONE, TWO), arrays("I", List.of(ONE, TWO)).kickoff(array));
        assertEquals(List.of(), arrays("I", List.of()).kickoff(array));
        assertEquals("arrays().kickoff() returned 1 jobs for 2", broken(() -> arrays("I", List.of(ONE))
                .kickoff(array)));
        JobInfo none = new JobInfo(Map.of());
        assertEquals("arrays().kickoff() returned a job without an id", broken(() -> arrays("I", List.of(ONE, none))
                .kickoff(array)));
    }

    @Test
    void letsNoVariablesNameBecomeCode() {
        assertEquals("INDEX_1", arrays("INDEX_1", List.of()).indexVariable());
        String said = broken(() -> arrays("A$(rm)", List.of()).indexVariable());
        assertEquals("arrays().indexVariable() is 'A$(rm)', which is no name of a variable", said);
    }

    @Test
    void passesOnWhichMachineItsNodesAreOf() {
        NodeInventory inner = new NodeInventory() {
            @Override
            public List<NodeInfo> nodes() {
                return List.of();
            }

            @Override
            public String machine() {
                return "elm";
            }
        };
        assertEquals(
                "elm", answering(Optional.of(inner)).inventory().orElseThrow().machine());
    }

    /** A default of the interface that is not handed on would silence the plugin. */
    @Test
    void handsOnEveryMethod() throws ReflectiveOperationException {
        assertHandsOn(Scheduler.class, GuardedScheduler.class);
        assertHandsOn(NodeInventory.class, Class.forName(GuardedScheduler.class.getName() + "$Inventory"));
    }

    private static void assertHandsOn(Class<?> contract, Class<?> guard) throws ReflectiveOperationException {
        for (Method method : contract.getMethods()) {
            assertSame(
                    guard,
                    guard.getMethod(method.getName(), method.getParameterTypes())
                            .getDeclaringClass());
        }
    }
}
