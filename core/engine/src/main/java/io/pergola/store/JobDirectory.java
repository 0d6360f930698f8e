package io.pergola.store;

import io.pergola.model.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one job. What it was made with was read once, everything else is read at each call. Every method that
 * touches the disk throws {@link io.pergola.model.StoreException} when that fails.
 */
public final class JobDirectory {

    static final String FILE = "job.json";
    static final String REQUESTS = "requests";

    private static final String EVENTS = "events";
    private static final String HEARTBEAT = "heartbeat";
    private static final String INFO = "info.json";
    private static final String SUFFIX = ".json";
    private static final String PILOT = "pilot.json";

    private final Disk disk;
    private final Path path;
    private final Fields fields;

    private JobDirectory(Disk disk, Path path, Fields fields) {
        this.disk = disk;
        this.path = path;
        this.fields = fields;
    }

    static JobDirectory create(Disk disk, Path jobs, NewJob job, Instant now) {
        disk.ensure(jobs);
        Path path = jobs.resolve(newId());
        while (!disk.own().claim(path)) {
            path = jobs.resolve(newId());
        }
        return make(disk, path, job, now);
    }

    /** A name that with any number behind it makes the name of a new job. */
    static String newHead() {
        return newId().substring(1);
    }

    /** The same by a name of the caller's; empty if something of that name is there already. */
    static Optional<JobDirectory> createAs(Disk disk, Path path, NewJob job, Instant now) {
        return disk.own().claim(path) ? Optional.of(make(disk, path, job, now)) : Optional.empty();
    }

    private static JobDirectory make(Disk disk, Path path, NewJob job, Instant now) {
        Fields fields = new Fields()
                .put("format", Value.of(Layout.FORMAT))
                .put("name", job.name())
                .put("scheduler", job.scheduler())
                .putNumbers(
                        "runs",
                        job.runs().stream().map(run -> run.id().number()).toList())
                .put("user", System.getProperty("user.name", ""))
                .put("created", now)
                .put("extra", Value.of(job.extra()));
        disk.ensure(path.resolve(REQUESTS));
        disk.own().replace(path.resolve(FILE), fields.toBytes());
        return new JobDirectory(disk, path, fields);
    }

    private static String newId() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    /** Empty if there is no such job; an id that is none, such as one with a slash, is that of no job. */
    static Optional<JobDirectory> read(Disk disk, Path jobs, String id) {
        if (!id.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')) || id.isEmpty()) {
            return Optional.empty();
        }
        Path path = jobs.resolve(id);
        return Fields.read(disk, path.resolve(FILE)).map(fields -> new JobDirectory(disk, path, fields));
    }

    /** The name of its directory: hexadecimal digits, 16 of them or a few more. */
    public String id() {
        return String.valueOf(path.getFileName());
    }

    /** The directory, absolute. */
    public Path path() {
        return path;
    }

    /** As the batch system shows it. */
    public String name() {
        return fields.text("name");
    }

    /** The scheduler's name. */
    public String scheduler() {
        return fields.text("scheduler");
    }

    /** Numbers of the runs it carries, in the order in which they were given. */
    public List<Integer> runs() {
        return fields.numbers("runs");
    }

    /** Whether it was removed, as far as can be seen: a file server may err for a while. */
    public boolean isGone() {
        return Files.notExists(path.resolve(FILE));
    }

    /** Why this must not decide what this user runs; empty if nobody else could have written it. */
    public Optional<String> objection() {
        return disk.own().objection(path).or(() -> disk.own().objection(path.resolve(FILE)));
    }

    /** Who made it. */
    public String user() {
        return fields.text("user");
    }

    /** When it was made. */
    public Instant created() {
        return fields.time("created");
    }

    /** What else was given to {@link Store#createJob}. */
    public Map<String, Value> extra() {
        return fields.entries("extra").values();
    }

    /** Stores what the scheduler needs to find the job again. */
    public void writeInfo(Map<String, String> info) {
        var values = new Fields();
        info.forEach(values::put);
        disk.replace(path.resolve(INFO), values.toBytes());
    }

    /** What the scheduler said at kickoff; empty before. */
    public Optional<Map<String, String>> info() {
        return Fields.read(disk, path.resolve(INFO)).map(Fields::texts);
    }

    /** Stores what the pilot says of itself. */
    public void writePilot(Value.Entries pilot) {
        disk.replace(path.resolve(PILOT), Fields.bytes(pilot));
    }

    /** What the pilot said of itself; empty before it started. */
    public Optional<Value.Entries> pilot() {
        return Fields.read(disk, path.resolve(PILOT)).map(Fields::toEntries);
    }

    /** Stores the names of all nodes that it has. */
    public void writeNodes(List<String> nodes) {
        disk.replaceUnsynced(path.resolve(RunFiles.NODES), RunFiles.nodes(nodes));
    }

    /** Says that the pilot lives. */
    public void beat() {
        disk.replaceUnsynced(path.resolve(HEARTBEAT), new byte[0]);
    }

    /** When the pilot last gave a sign of life, by the file server's clock; empty if it never did. */
    public Optional<Instant> lastSign() {
        return Stream.of(EVENTS, HEARTBEAT)
                .map(name -> path.resolve(name).toFile().lastModified())
                .filter(millis -> millis > 0)
                .max(Long::compare)
                .map(Instant::ofEpochMilli);
    }

    /** Lays down a wish for the pilot to cancel some runs. The runs' own wishes are written by the caller. */
    public void requestCancel(CancelRequest request, Collection<Integer> runs) {
        Path requests = path.resolve(REQUESTS);
        disk.ensure(requests);
        String key = Stamp.micros(request.time()) + "-" + newId();
        disk.replace(
                requests.resolve(key + SUFFIX),
                RunFiles.fields(request).putNumbers("runs", List.copyOf(runs)).toBytes());
    }

    /** The wishes that wait, oldest first. */
    public List<JobCancel> cancelRequests() {
        return requestNames().stream()
                .flatMap(name -> Fields.read(disk, path.resolve(REQUESTS, name)).stream()
                        .map(request -> new JobCancel(
                                name.substring(0, name.length() - SUFFIX.length()),
                                RunFiles.cancelRequest(request),
                                request.numbers("runs"))))
                .toList();
    }

    private List<String> requestNames() {
        String @Nullable [] names = path.resolve(REQUESTS).toFile().list();
        return names == null
                ? List.of()
                : Arrays.stream(names)
                        .filter(name -> name.endsWith(SUFFIX))
                        .sorted()
                        .toList();
    }

    /** Removes a wish that was seen to. */
    public void dropRequest(JobCancel request) {
        Disk.removeQuietly(path.resolve(REQUESTS, request.key() + SUFFIX));
    }

    /** Removes all wishes, whether they were seen to or not: nobody is left who could. */
    public void dropRequests() {
        requestNames().forEach(name -> Disk.removeQuietly(path.resolve(REQUESTS, name)));
    }

    /** The event file, open for many lines; the caller closes it. */
    public EventWriter openEvents() {
        return new EventWriter(disk, path.resolve(EVENTS));
    }

    /** The whole lines from a place on, 0 for the start; none if the file does not exist yet. */
    public EventPage events(long from) {
        return EventReader.read(path.resolve(EVENTS), from);
    }

    /** The kickoff script: {@code kickoff}. */
    public Path kickoff() {
        return path.resolve("kickoff");
    }

    /** The script of the jobs that were submitted together with this one, the first of them: {@code array}. */
    public Path arrayScript() {
        return path.resolve("array");
    }

    /** Output of the kickoff script: {@code kickoff.log}. */
    public Path kickoffLog() {
        return path.resolve("kickoff.log");
    }

    /** Output of the scheduler itself: {@code sched.log}. */
    public Path schedulerLog() {
        return path.resolve("sched.log");
    }
}
