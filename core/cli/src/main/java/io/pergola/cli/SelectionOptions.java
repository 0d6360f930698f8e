package io.pergola.cli;

import io.pergola.filter.Filter;
import io.pergola.filter.TimeSpec;
import io.pergola.model.Problem;
import io.pergola.model.Verdict;
import io.pergola.select.RunFilter;
import io.pergola.select.RunOrder;
import io.pergola.select.StoredFacts;
import io.pergola.select.Stores;
import io.pergola.store.RunSummary;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which runs a command speaks of. */
final class SelectionOptions {

    @Parameters(
            paramLabel = "RUN",
            description = "Runs by id (12, label.12), range (3-9), series (s5, s2-s4), place in a series (s5.3),"
                    + " group, 'last' or 'all'. Without any: the last series you started here.")
    List<String> words = new ArrayList<>();

    @Option(
            names = {"-F", "--filter"},
            paramLabel = "FILTER",
            description = "Only runs that meet it, such as 'FAILED user=ann created<1 week'. A blank means and,"
                    + " | or, ! not; the guide has all keys.")
    @Nullable String written;

    @ArgGroup
    @Nullable Progress progress;

    @ArgGroup
    @Nullable Outcome outcome;

    @Option(names = "--state", paramLabel = "STATE", description = "Only runs in this state.")
    @Nullable String state;

    @Option(names = "--name", paramLabel = "GLOB", description = "Only runs whose name matches, such as 'suite.*'.")
    @Nullable String name;

    @Option(names = "--user", paramLabel = "USER", description = "Only runs of this user.")
    @Nullable String user;

    @Option(names = "--sys-name", paramLabel = "SYSTEM", description = "Only runs made on this system.")
    @Nullable String sysName;

    @Option(
            names = "--older-than",
            paramLabel = "TIME",
            description = "Only runs made before: '2 days', '2026-03-21', '2026-03-21 14:32'.")
    @Nullable String olderThan;

    @Option(names = "--newer-than", paramLabel = "TIME", description = "Only runs made after.")
    @Nullable String newerThan;

    @Option(
            names = {"-l", "--limit"},
            paramLabel = "N",
            description = "At most so many runs.")
    int limit = Integer.MAX_VALUE;

    @Option(
            names = "--sort-by",
            paramLabel = "KEY",
            description = "Order: id, name, user, created, started, finished; '-KEY' for the reverse.")
    String sortBy = "id";

    /** Ended or not. */
    static final class Progress {
        @Option(names = "--complete", description = "Only runs that have ended.")
        boolean complete;

        @Option(names = "--incomplete", description = "Only runs that have not ended.")
        boolean incomplete;
    }

    /** One verdict. */
    static final class Outcome {
        @Option(names = "--passed", description = "Only runs that passed.")
        boolean passed;

        @Option(names = "--failed", description = "Only runs that failed.")
        boolean failed;

        @Option(names = "--result-error", description = "Only runs whose result is ERROR.")
        boolean error;
    }

    /** True if no option narrows the selection. */
    boolean unfiltered() {
        return progress == null
                && outcome == null
                && Stream.of(written, state, name, user, sysName, olderThan, newerThan)
                        .allMatch(Objects::isNull)
                && limit == Integer.MAX_VALUE;
    }

    /** The conditions; {@code stores} are asked for what summaries lack. What cannot be read is added to the problems. */
    RunFilter filter(Instant now, Stores stores, List<Problem> problems) {
        RunFilter filter = RunFilter.NONE;
        if (progress != null) {
            filter = filter.ended(progress.complete);
        }
        if (outcome != null) {
            filter = filter.verdict(outcome.passed ? Verdict.PASS : outcome.failed ? Verdict.FAIL : Verdict.ERROR);
        }
        filter = state == null ? filter : filter.state(state);
        filter = name == null ? filter : filter.name(name);
        filter = user == null ? filter : filter.user(user);
        filter = sysName == null ? filter : filter.sysName(sysName);
        Optional<Instant> before = time("--older-than", olderThan, now, problems);
        Optional<Instant> after = time("--newer-than", newerThan, now, problems);
        filter = before.map(filter::olderThan).orElse(filter);
        filter = after.map(filter::newerThan).orElse(filter);
        return written == null ? filter : meeting(written, filter, now, stores, problems);
    }

    private static RunFilter meeting(
            String written, RunFilter others, Instant now, Stores stores, List<Problem> problems) {
        return Filter.read(written, now, ZoneId.systemDefault(), problems)
                .map(filter -> others.meeting(filter, new StoredFacts(stores)))
                .orElse(others);
    }

    private static Optional<Instant> time(String option, @Nullable String text, Instant now, List<Problem> problems) {
        if (text == null) {
            return Optional.empty();
        }
        Optional<Instant> time = TimeSpec.parse(text, now, ZoneId.systemDefault());
        if (time.isEmpty()) {
            problems.add(
                    Problem.error(option + ": '" + text + "' is not a time")
                            .help(
                                    "write a distance ('2 days', '3 weeks') or a date ('2026', '2026-03-21', '2026-03-21 14:32')"));
        }
        return time;
    }

    /** The order of listings; a bad key is added to the problems. */
    Comparator<RunSummary> order(List<Problem> problems) {
        return RunOrder.by(sortBy).orElseGet(() -> {
            problems.add(
                    Problem.error("--sort-by: there is no key '" + sortBy + "'").help("keys are " + RunOrder.keys()));
            return Comparator.comparing(RunSummary::id);
        });
    }
}
