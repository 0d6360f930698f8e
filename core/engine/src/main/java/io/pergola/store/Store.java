package io.pergola.store;

import io.pergola.json.Json;
import io.pergola.model.RunId;
import io.pergola.model.StateEntry;
import io.pergola.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A working directory. Several processes, users and hosts may use one at once; killing any of them at any moment leaves
 * every run either whole or not there. May be used by several threads. Every method that touches the disk throws
 * {@link io.pergola.model.StoreException} when that fails; its message names the path and the mend.
 */
public final class Store {

    /** So many runs at a time, so that there is progress to be told of. */
    private final Layout layout;

    private final Disk disk;
    private final StoreOptions options;
    private final InstantSource clock;
    private final Numbering runs;
    private final Numbering series;
    private @Nullable ResultLog resultLog;

    private Store(Layout layout, Disk disk, StoreOptions options, InstantSource clock) {
        this.layout = layout;
        this.disk = disk;
        this.options = options;
        this.clock = clock;
        this.runs = new Numbering(disk, layout.runs());
        this.series = new Numbering(disk, layout.series());
    }

    /**
     * Opens a working directory, and makes it if it does not exist. One that exists need not be writable, as long as
     * nothing is to be stored.
     *
     * @param clock stamps what is made here
     */
    public static Store open(Path workingDir, StoreOptions options, InstantSource clock) {
        Disk disk = new Disk(new Access(options.umask(), options.group()));
        Layout layout = Layout.open(workingDir.toAbsolutePath().normalize(), disk);
        return new Store(layout, disk, options, clock);
    }

    /**
     * Makes test runs, all or none, each with its first journal line.
     *
     * @return in the order of the argument, with rising numbers
     */
    public List<RunDirectory> createRuns(List<NewRun> newRuns) {
        return createRuns(newRuns, _ -> {});
    }

    /**
     * As {@link #createRuns(List)}.
     *
     * @param announce is told their numbers before any of them exists; if it throws, none will
     */
    public List<RunDirectory> createRuns(List<NewRun> newRuns, Consumer<List<Integer>> announce) {
        return newRuns.isEmpty() ? List.of() : new RunMaker(disk, runs, options, clock).make(newRuns, announce);
    }

    /** A run; empty if there is none of that number. */
    public Optional<RunDirectory> run(int number) {
        if (number < 1) {
            return Optional.empty();
        }
        Path path = runs.directory(number);
        return RunIdentity.read(disk, path, new RunId(options.label(), number))
                .map(identity -> new RunDirectory(disk.of(identity.sharing()), path, identity));
    }

    /** Numbers of all runs, rising. A few may belong to runs that are just being made, or were never finished. */
    public int[] runNumbers() {
        return runs.list();
    }

    /** Makes a series of these runs, tells each of them, and makes it the last series of the user on the runs' system. */
    public SeriesDirectory createSeries(String name, List<RunDirectory> seriesRuns) {
        return createSeries(name, seriesRuns, Map.of());
    }

    /** The same with whatever else should be kept with it. */
    public SeriesDirectory createSeries(String name, List<RunDirectory> seriesRuns, Map<String, Value> extra) {
        return seriesMaker().make(NewSeries.of(name, seriesRuns, extra), clock.instant());
    }

    /** Makes a series whose runs a manager will make, and makes it the last series of its user on its system. */
    public SeriesDirectory createSeries(NewSeries newSeries) {
        return seriesMaker().make(newSeries, clock.instant());
    }

    /** Tells runs to which series they belong; the series' own book says so, too. */
    public void join(SeriesDirectory joined, List<RunDirectory> members) {
        seriesMaker().tell(members, joined.number());
    }

    /** A series; empty if there is none of that number. */
    public Optional<SeriesDirectory> series(int number) {
        return SeriesDirectory.read(disk, series.directory(number), number);
    }

    /** A series by its id, such as {@code s5}; empty if there is none of that id. */
    public Optional<SeriesDirectory> series(String id) {
        int number = id.startsWith("s") ? RunNumber.of(id.substring(1)) : 0;
        return number == 0 ? Optional.empty() : series(number);
    }

    /** Numbers of all series, rising; a few may belong to series that are just being made. */
    public int[] seriesNumbers() {
        return series.list();
    }

    /** The number of the series that a user made last on a system. */
    public Optional<Integer> lastSeries(String user, String sysName) {
        return seriesMaker().last(user, sysName);
    }

    /** Which series of a user that are due at certain moments were started for which. */
    public SeriesCalendar seriesCalendar(String user) {
        return seriesMaker().calendar(user);
    }

    /** Makes a job's directory; the runs still have to be told by {@link RunDirectory#assignJob}. */
    public JobDirectory createJob(NewJob job) {
        return JobDirectory.create(disk, layout.jobs(), job, clock.instant());
    }

    /** The same for jobs that are submitted together, and whose script finds its directory by a number. */
    public JobArray createJobs(List<NewJob> jobs) {
        return new JobArrayMaker(disk, layout.jobs(), options.threads()).make(jobs, clock.instant());
    }

    /** A job; empty if there is none of that id. */
    public Optional<JobDirectory> job(String id) {
        return JobDirectory.read(disk, layout.jobs(), id);
    }

    /** When a job was last made or removed, as the file system saw it; empty if it cannot say. */
    public Optional<Instant> jobsChanged() {
        try {
            return Optional.of(Files.getLastModifiedTime(layout.jobs()).toInstant());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The runs that use each build, by the name of the build's directory. */
    public Map<String, List<Integer>> buildUsers() {
        Map<String, List<Integer>> users = new HashMap<>();
        for (int number : runNumbers()) {
            Path link = layout.runs().resolve(Integer.toString(number)).resolve(RunDirectory.BUILD_ORIGIN);
            if (Files.isSymbolicLink(link)) {
                try {
                    String build = String.valueOf(Files.readSymbolicLink(link).getFileName());
                    users.computeIfAbsent(build, unseen -> new ArrayList<>()).add(number);
                } catch (IOException e) {
                    throw Failure.reading(link, e);
                }
            }
        }
        return users;
    }

    /** Where builds are kept. */
    public Path builds() {
        return layout.builds();
    }

    /**
     * Gets ready what any look into a working directory needs: JSON and SQLite, which take some 60 ms of a processor when a process
     * first uses them. Short commands have it done by another thread while they read the configuration. Never fails.
     */
    public static void prepare() {
        Index.prepareLibrary();
        Json.read("[1, 1.5]");
    }

    /** The label of the configuration area it belongs to. */
    public String label() {
        return options.label();
    }

    /** The working directory, absolute. */
    public Path path() {
        return layout.top();
    }

    /** Says of each run that this job carries it, and adds the line to its journal. */
    public void assign(List<RunDirectory> assigned, JobDirectory job, StateEntry entry) {
        if (assigned.isEmpty()) {
            return;
        }
        RunDirectory first = assigned.getFirst();
        first.assignJob(job);
        Together.each(assigned, options.threads(), run -> {
            if (run != first) {
                run.assignJob(job, first);
            }
            run.append(entry);
        });
    }

    /**
     * What listings show of these runs, in the order of the argument; numbers of which there is no run are left out. Runs
     * that have ended come from the index. A run whose directory is broken is shown as {@code UNKNOWN}, with the reason.
     */
    public List<RunSummary> summaries(Collection<Integer> numbers) {
        return summaries(numbers, List.of());
    }

    /**
     * As {@link #summaries(Collection)}.
     *
     * @param seen earlier summaries of some of the runs, which save reading what never changes in them
     */
    public List<RunSummary> summaries(Collection<Integer> numbers, Collection<RunSummary> seen) {
        return summaries().some(numbers, seen);
    }

    /**
     * As {@link #summaries(Collection)} and {@link #results} in one look.
     *
     * @param seen earlier summaries of some of the runs, which save reading what never changes in them
     */
    public List<RunWithResults> outcomes(Collection<Integer> numbers, Collection<RunSummary> seen) {
        return summaries().outcomes(numbers, seen);
    }

    /** As {@link #summaries(Collection)}, of all runs, by rising number. */
    public List<RunSummary> allSummaries() {
        return summaries().all();
    }

    /**
     * As {@link #allSummaries}, of those runs that a sieve lets through; others may be among them. Costs little if there are few, and no
     * run was made or removed since it was last asked.
     */
    public List<RunSummary> summaries(Sieve sieve) {
        return summaries().matching(sieve);
    }

    /** The result values of those of these runs that have any, by number, in the order of the argument. */
    public Map<Integer, Value.Entries> results(Collection<Integer> numbers) {
        return summaries().results(numbers);
    }

    /**
     * As {@link #results(Collection)}.
     *
     * @param seen what {@link #summaries(Collection)} or {@link #allSummaries} said just now
     * @param brief what is known of every run, such as its times, may be missing
     */
    public Map<Integer, Value.Entries> results(Collection<RunSummary> seen, boolean brief) {
        return summaries().results(seen, brief);
    }

    /**
     * {@link RunSummary#line} of runs, in their order.
     *
     * @param seen as in {@link #results(Collection, boolean)}
     */
    public List<String> lines(Collection<RunSummary> seen) {
        return summaries().lines(seen);
    }

    /**
     * When a test last passed on each node, by name of node; nodes on which no run that is left has passed are absent.
     *
     * @param test suite and name; all of its permutations count
     */
    public Map<String, Instant> lastPasses(String test) {
        return summaries().lastPasses(test);
    }

    /**
     * Stores the result values of a run that was judged: in its directory, all or nothing, and in the log of all.
     *
     * @return why they are not in the log, in a sentence without a full stop; empty if they are
     */
    public Optional<String> storeResults(RunDirectory run, Value.Entries results) {
        byte[] line = Fields.bytes(results);
        run.writeResults(line);
        return resultLog().add(run.id().number(), results, line);
    }

    /** Where the results of all runs are collected. */
    public synchronized ResultLog resultLog() {
        ResultLog known = resultLog;
        if (known == null) {
            known = new ResultLog(disk, layout, options, number -> run(number).flatMap(RunDirectory::results));
            resultLog = known;
        }
        return known;
    }

    /** Writes to the log of results what could not be written there when its time was; empty if there is no such thing. */
    public Optional<ResultLog.CaughtUp> catchUpResults() {
        try {
            boolean any = Files.exists(layout.missedResults()) && Files.size(layout.missedResults()) > 0;
            return any ? resultLog().catchUp() : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Removes a run that has ended, for good. Two who do it at once, or a crash, do no harm. */
    public RemovalOutcome remove(RunDirectory run) {
        return new Cleaner(layout, disk).remove(run);
    }

    /**
     * Removes those of these runs that have ended, several at once; how many became what.
     *
     * @throws StoreException if one cannot be removed; others may have been
     */
    public Map<RemovalOutcome, Integer> remove(List<Integer> numbers) {
        return new Cleaner(layout, disk).remove(numbers, options.threads());
    }

    /**
     * Removes what nobody needs: jobs and series without any run left, and what crashes left behind.
     *
     * @param age nothing younger is touched
     */
    public TidyOutcome tidy(Duration age) {
        return new Cleaner(layout, disk).tidy(clock.instant(), age);
    }

    /** The groups that are kept here; their members may be of other working directories. */
    public Groups groups() {
        return new Groups(disk, layout.groups());
    }

    /**
     * Takes members that are gone out of groups, and removes groups in which nothing is left.
     *
     * @param gone whether a run or series is gone for good
     * @param age no group that was touched since is removed
     */
    public GroupTidyOutcome tidyGroups(Predicate<GroupMember> gone, Duration age) {
        return new GroupTidy(groups(), gone, clock.instant().minus(age)).run();
    }

    /** How this user's index of it stands on this host. */
    public IndexState index() {
        return IndexState.of(IndexPlace.of(options.cacheDir(), layout.top()));
    }

    /** Makes this user's index of it on this host anew; answers how it stands then. */
    public IndexState reindex() {
        Path file = IndexPlace.of(options.cacheDir(), layout.top());
        try {
            Index.delete(file);
        } catch (IOException e) {
            throw Failure.writing(file, e);
        }
        allSummaries();
        return index();
    }

    private SeriesMaker seriesMaker() {
        return new SeriesMaker(disk, series, layout.users(), options.threads());
    }

    private Summaries summaries() {
        var reader = new SummaryReader(disk, runs, options.label());
        Path index = IndexPlace.of(options.cacheDir(), layout.top());
        return new Summaries(layout, runs, reader, index, options);
    }
}
