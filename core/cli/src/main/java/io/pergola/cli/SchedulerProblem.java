package io.pergola.cli;

import io.pergola.model.Problem;
import io.pergola.model.SchedulerException;

/** A scheduler's refusal as a problem: what failed, which command, how it ended, what it printed. */
final class SchedulerProblem {

    private static final int LONGEST_OUTPUT = 2000;

    private SchedulerProblem() {}

    static Problem of(SchedulerException failure) {
        var what = new StringBuilder(String.valueOf(failure.getMessage()));
        if (!failure.command().isEmpty()) {
            what.append("\n  command: ").append(String.join(" ", failure.command()));
            if (failure.exitCode() >= 0) {
                what.append("\n  exit code: ").append(failure.exitCode());
            }
        }
        String output = failure.output().strip();
        if (!output.isEmpty()) {
            what.append("\n  output: ").append(output, 0, Math.min(output.length(), LONGEST_OUTPUT));
        }
        Problem problem = Problem.error(what.toString());
        return failure.help().map(problem::help).orElse(problem);
    }
}
