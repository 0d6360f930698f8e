package io.pergola.doctor;

import io.pergola.model.ConfigException;
import io.pergola.model.PergolaException;
import io.pergola.model.SchedulerException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Carries out checks one after the other, each in a thread that can be left behind: nobody can interrupt a file system that hangs. */
final class TimedChecks {

    private final Consumer<Finding> heard;
    private final Duration limit;

    TimedChecks(Consumer<Finding> heard, Duration limit) {
        this.heard = heard;
        this.limit = limit;
    }

    /** The checks of a group. Once one has hung, the rest would, too, and is left out. */
    void run(String group, List<Check> checks) throws InterruptedException {
        run(group, checks, limit);
    }

    void run(String group, List<Check> checks, Duration each) throws InterruptedException {
        for (int i = 0; i < checks.size(); i++) {
            if (!ends(group, checks.get(i), each) && i + 1 < checks.size()) {
                new Findings(group, heard)
                        .note(
                                "left out",
                                String.join(
                                        ", ",
                                        checks.subList(i + 1, checks.size()).stream()
                                                .map(Check::name)
                                                .toList()),
                                "See to what hung, then look again");
                return;
            }
        }
    }

    private boolean ends(String group, Check check, Duration each) throws InterruptedException {
        var findings = new Findings(group, heard);
        Callable<Boolean> body = () -> {
            look(check, findings);
            return true;
        };
        var task = new FutureTask<>(body);
        var thread = new Thread(task, "check-" + check.name());
        thread.setDaemon(true);
        thread.start();
        try {
            task.get(each.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            findings.error(
                    check.name(),
                    "hung: no answer within " + each.toSeconds() + " s",
                    "See whether the file systems and servers behind it answer");
            findings.close();
            return false;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            findings.error(check.name(), "the check itself broke: " + cause, "Tell Pergola's authors");
            return true;
        }
    }

    private static void look(Check check, Findings findings) throws InterruptedException {
        try {
            check.body().look(findings);
        } catch (ConfigException e) {
            e.problems()
                    .forEach(problem -> findings.error(
                            check.name(),
                            problem.place().map(place -> place + ": ").orElse("") + problem.what(),
                            problem.help().orElse("Mend it there")));
        } catch (SchedulerException e) {
            findings.error(check.name(), text(e), e.help().orElse("Ask the batch system by hand"));
        } catch (PergolaException e) {
            findings.error(check.name(), text(e), "Mend that, then look again");
        } catch (IOException e) {
            findings.error(check.name(), Reasons.of(e), "Mend that, then look again");
        }
    }

    private static String text(PergolaException e) {
        return String.valueOf(e.getMessage());
    }
}
