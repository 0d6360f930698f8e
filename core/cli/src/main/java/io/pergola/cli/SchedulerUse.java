package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.resolve.ResolvedTest;
import io.pergola.schedule.SchedulerCheck;
import java.util.List;

/** Whether tests can be handed to their schedulers here. */
final class SchedulerUse {

    private SchedulerUse() {}

    /** @throws ConfigException with each scheduler that cannot be used, or what they refuse of these tests */
    static void check(Pergola pergola, List<ResolvedTest> tests) {
        var problems = tests.stream()
                .map(ResolvedTest::scheduler)
                .distinct()
                .flatMap(scheduler -> pergola.schedulers().get(scheduler).available().reason().stream()
                        .map(reason -> Problem.error("the scheduler '" + scheduler + "' cannot be used here: " + reason)
                                .help("'pergola show schedulers' lists those that can")))
                .toList();
        if (problems.isEmpty()) {
            problems = SchedulerCheck.refusals(pergola.schedulers(), tests).stream()
                    .map(SchedulerProblem::of)
                    .toList();
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }
}
