package io.pergola.store;

import io.pergola.model.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the manager of a series keeps: the plan, which never changes, and a line for all that happened. Whoever manages goes on from
 * there. Written by one manager at a time, which its lock sees to.
 */
public final class SeriesBook {

    /** A set is about to be made, of these runs; none of them exists before this line does. */
    public static final String MAKE = "SET_MAKE";

    /** The runs of a set are there, and built; they may be started. */
    public static final String READY = "SET_READY";

    /** All runs of a set have ended, and all have passed. */
    public static final String PASSED = "SET_PASS";

    /** All runs of a set have ended, and not all have passed. */
    public static final String FAILED = "SET_FAIL";

    /** A set is not run, since a set on which it depends has not passed. */
    public static final String SKIPPED = "SET_SKIPPED";

    /** Something of a set could not be made, built or started. */
    public static final String ERROR = "SET_ERROR";

    /** The series begins nothing any more, since something failed that it does not ignore. */
    public static final String STOP = "STOP";

    /** The series begins nothing any more, since a set has not passed. */
    public static final String STOP_FAILED = "STOP_FAILED";

    /** The series begins nothing any more, since its time is up. */
    public static final String STOP_TIME = "STOP_TIME";

    /** Runs of a set that waited are not run, or a set was not begun. */
    public static final String GIVEN_UP = "SET_CANCELED";

    static final String PLAN = "plan.json";

    private static final String EVENTS = "events";
    private static final String CANCEL = "cancel";
    private static final String END = "end.json";
    private static final String MANAGER = "manager.json";

    private final Disk disk;
    private final Path path;

    SeriesBook(Disk disk, Path path) {
        this.disk = disk;
        this.path = path;
    }

    /** Whether nothing is begun any more once a series has entered this state, though it has not ended. */
    public static boolean isStop(String state) {
        return state.equals(STOP) || state.equals(STOP_FAILED) || state.equals(STOP_TIME);
    }

    /** Whether the series has a manager, or had one. */
    public boolean exists() {
        return Files.exists(path.resolve(PLAN));
    }

    /** Whether there is something left to manage. */
    public boolean isOpen() {
        return exists() && !Files.exists(path.resolve(END));
    }

    void writePlan(Value.Entries plan) {
        disk.own().replace(path.resolve(PLAN), Fields.bytes(plan));
    }

    /** The plan, as JSON; empty if there is none. */
    public Optional<String> plan() {
        return disk.read(path.resolve(PLAN)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** Adds a line, and waits until it is on the disk. */
    public void add(SetEvent event) {
        try (LineWriter writer = LineWriter.open(disk.own(), path.resolve(EVENTS))) {
            writer.write(event.toLine());
            writer.sync();
        }
    }

    /** All whole lines, oldest first. */
    public List<SetEvent> events() {
        return disk.read(path.resolve(EVENTS))
                .map(content -> JournalText.lines(content, SetEvent::parse))
                .orElse(List.of());
    }

    /** The numbers of the runs of all sets; of a set that was made again, those of the last time. */
    public List<Integer> runs() {
        Map<String, List<Integer>> bySet = new LinkedHashMap<>();
        for (SetEvent event : events()) {
            if (event.state().equals(MAKE)) {
                bySet.put(event.set(), event.runs());
            }
        }
        List<Integer> runs = new ArrayList<>();
        bySet.values().forEach(runs::addAll);
        return runs;
    }

    /** Leaves the wish that the series ends; the first one is kept. */
    public void requestCancel(CancelRequest request) {
        disk.publish(path.resolve(CANCEL), RunFiles.fields(request).toBytes());
    }

    /** The wish that the series ends, if there is one. */
    public Optional<CancelRequest> cancelRequest() {
        return Fields.read(disk, path.resolve(CANCEL)).map(RunFiles::cancelRequest);
    }

    /** Says who manages. */
    public void writeManager(Value.Entries process) {
        disk.own().replace(path.resolve(MANAGER), Fields.bytes(process));
    }

    /** Who managed last. */
    public Optional<Value.Entries> manager() {
        return Fields.read(disk, path.resolve(MANAGER)).map(Fields::toEntries);
    }

    /** There is nothing left to manage. */
    public void end(SetEvent event) {
        disk.own().publish(path.resolve(END), event.toLine());
    }

    /** How it ended, if it has. */
    public Optional<SetEvent> ending() {
        return disk.read(path.resolve(END)).flatMap(bytes -> SetEvent.parse(new String(bytes, StandardCharsets.UTF_8)));
    }

    /** How the series stands: its end, or the last that happened in it. */
    public String state() {
        List<SetEvent> events = events();
        String last = events.isEmpty() ? "CREATED" : events.getLast().state();
        return ending().map(SetEvent::state).orElse(last);
    }

    /** Why this must not decide what this user runs; empty if nobody else could have written it. */
    Optional<String> objection() {
        return exists()
                ? disk.own()
                        .objection(path.resolve(PLAN))
                        .or(() -> Files.exists(path.resolve(EVENTS))
                                ? disk.own().objection(path.resolve(EVENTS))
                                : Optional.empty())
                : Optional.empty();
    }

    /** Output of the manager: {@code manager.log}. */
    public Path log() {
        return path.resolve("manager.log");
    }

    /** Locked by who manages. */
    public Path lock() {
        return path.resolve("manager.lock");
    }
}
