package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.RunId;
import io.pergola.select.RunFilter;
import io.pergola.select.Selector;
import io.pergola.spi.JobStatus;
import io.pergola.store.RunSummary;
import io.pergola.store.Sieve;
import io.pergola.store.Store;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the runs that a command line names, brings them up to date, and filters and orders them. */
final class RunListing {

    private static final List<String> ALL = List.of("all");

    private final Context context;
    private final Pergola pergola;
    private final Map<String, JobStatus> jobs = new HashMap<>();

    RunListing(Context context) {
        this.context = context;
        this.pergola = context.pergola();
    }

    /**
     * The runs, up to date.
     *
     * @throws ConfigException if an option cannot be read, or a word does not name runs
     */
    List<RunSummary> find(SelectionOptions options) {
        var problems = new ArrayList<Problem>();
        RunFilter filter = options.filter(pergola.environment().clock().instant(), pergola.stores(), problems);
        Comparator<RunSummary> order = options.order(problems);
        boolean ofAll = options.words.equals(ALL) && !filter.sieve().isOpen();
        if (ofAll && problems.stream().noneMatch(Problem::isError)) {
            new ProblemPrinter(context.screen()).print(problems);
            return inOrder(matching(filter.sieve()), filter, order, options);
        }
        Set<RunId> selected = pergola.selector().select(options.words, problems);
        if (problems.stream().anyMatch(Problem::isError)) {
            throw new ConfigException(problems);
        }
        if (selected.isEmpty() && !options.words.isEmpty() && !problems.isEmpty()) {
            // Or else a misspelt 'wait s77' would say that all is well.
            throw new ConfigException(problems.stream().map(RunListing::asError).toList());
        }
        new ProblemPrinter(context.screen()).print(problems);
        return inOrder(current(selected), filter, order, options);
    }

    private static List<RunSummary> inOrder(
            List<RunSummary> runs, RunFilter filter, Comparator<RunSummary> order, SelectionOptions options) {
        return runs.stream()
                .filter(filter::test)
                .sorted(order)
                .limit(options.limit)
                .toList();
    }

    /** Of all runs those that a sieve lets through; not even the names of the others are read. */
    private List<RunSummary> matching(Sieve sieve) {
        var found = new ArrayList<RunSummary>();
        for (String label : pergola.stores().labels()) {
            pergola.stores().store(label).ifPresent(store -> found.addAll(current(store, sieve)));
        }
        return found;
    }

    private List<RunSummary> current(Store store, Sieve sieve) {
        MissedResults.tell(context, store);
        return upToDate(store, store.summaries(sieve));
    }

    private static Problem asError(Problem problem) {
        Problem error = Problem.error(problem.what());
        return problem.help().map(error::help).orElse(error);
    }

    /** What the batch systems said of the jobs of unfinished runs, by the job's directory name. */
    Map<String, JobStatus> jobs() {
        return jobs;
    }

    private List<RunSummary> current(Collection<RunId> runs) {
        Map<String, List<RunId>> byLabel =
                runs.stream().collect(Collectors.groupingBy(RunId::label, LinkedHashMap::new, Collectors.toList()));
        var found = new ArrayList<RunSummary>();
        byLabel.forEach((label, ids) -> pergola.stores()
                .store(label)
                .ifPresent(store -> found.addAll(current(store, Selector.numbers(ids, label)))));
        return found;
    }

    private List<RunSummary> current(Store store, List<Integer> numbers) {
        MissedResults.tell(context, store);
        return upToDate(store, store.summaries(numbers));
    }

    private List<RunSummary> upToDate(Store store, List<RunSummary> seen) {
        List<RunSummary> active = seen.stream().filter(run -> !run.ended()).toList();
        if (active.isEmpty()) {
            return seen;
        }
        jobs.putAll(pergola.jobs().tracker().update(store, active));
        return store.summaries(seen.stream().map(run -> run.id().number()).toList());
    }
}
