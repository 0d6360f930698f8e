package io.pergola.store;

import io.pergola.json.Json;
import io.pergola.model.ResultKeys;
import io.pergola.model.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The common log of results: a JSON object a line for each run that was judged, in the order in which they ended. What counts is
 * each run's own {@code results.json}; a line that could not be written is noted, and written later. May be used by several threads.
 */
public final class ResultLog {

    /** The key of the file's name, where there is a line for each file. */
    private static final String FILE = "file";

    /** When the run was judged again; only in the lines of such runs. */
    private static final String AGAIN = "re_run";

    private final Disk disk;
    private final Path file;
    private final Path missed;
    private final boolean flatten;
    private final IntFunction<Optional<Value.Entries>> results;

    ResultLog(Disk disk, Layout layout, StoreOptions options, IntFunction<Optional<Value.Entries>> results) {
        this.disk = disk;
        @Nullable Path own = options.resultLog();
        this.file = own == null ? layout.resultLog() : own;
        this.missed = layout.missedResults();
        this.flatten = options.flattenResults();
        this.results = results;
    }

    /** Where it is; absolute. Need not exist. */
    public Path file() {
        return file;
    }

    /**
     * Lines that match, taken out.
     *
     * @param unwanted is given what each line says
     * @param dryRun only look
     * @return what they said, in their order
     */
    public synchronized List<Value.Entries> prune(Predicate<Value.Entries> unwanted, boolean dryRun) {
        var prune = new ResultLogPrune(disk, file);
        return dryRun ? prune.find(unwanted) : prune.remove(unwanted);
    }

    /** How many runs are to be added to it whose results could not be written when they ended; 0 if nobody can tell. */
    public int missed() {
        try {
            return Files.exists(missed) ? Files.readAllLines(missed).size() : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Adds the results of a run, of which the line is there already; answers why that failed, if it did. */
    Optional<String> add(int run, Value.Entries values, byte[] line) {
        return add(run, hasFiles(values) ? lines(values, null) : line, null);
    }

    /**
     * Adds the results of a run that was judged again.
     *
     * @return why that failed, in a sentence without a full stop; empty if it did not
     */
    public Optional<String> addAgain(int run, Value.Entries values, Instant time) {
        return add(run, lines(values, time), time);
    }

    private synchronized Optional<String> add(int run, byte[] lines, @Nullable Instant again) {
        try (SharedFile log = SharedFile.open(disk, file)) {
            log.add(lines);
            return Optional.empty();
        } catch (IOException e) {
            note(run, again);
            return Optional.of(failure(e));
        }
    }

    private String failure(IOException e) {
        return "Cannot write to the common log of results " + file + ": " + Failure.reason(e);
    }

    /** On a full disk this may fail as well: then only the run's states and its job's log tell. */
    private void note(int run, @Nullable Instant again) {
        String line = again == null ? run + "\n" : run + " " + Stamp.text(again) + "\n";
        try (SharedFile list = SharedFile.open(disk, missed)) {
            list.add(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            System.getLogger(ResultLog.class.getName())
                    .log(System.Logger.Level.WARNING, "Run " + run + " is not in " + file + ": " + e.getMessage());
        }
    }

    private byte[] lines(Value.Entries values, @Nullable Instant again) {
        var text = new StringBuilder();
        for (SequencedMap<String, Value> each : objects(values)) {
            if (again != null) {
                each.put(AGAIN, Stamp.value(again));
            }
            text.append(Json.write(Value.of(each))).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private boolean hasFiles(Value.Entries values) {
        return flatten
                && values.values().get(ResultKeys.PER_FILE) instanceof Value.Entries(var files)
                && !files.isEmpty();
    }

    /** One, or one for each file. */
    private List<SequencedMap<String, Value>> objects(Value.Entries values) {
        if (!hasFiles(values) || !(values.values().get(ResultKeys.PER_FILE) instanceof Value.Entries(var files))) {
            return List.of(new LinkedHashMap<>(values.values()));
        }
        List<SequencedMap<String, Value>> objects = new ArrayList<>(files.size());
        files.forEach((name, its) -> objects.add(merged(values, name, its)));
        return objects;
    }

    private static SequencedMap<String, Value> merged(Value.Entries values, String name, Value its) {
        var merged = new LinkedHashMap<>(values.values());
        merged.remove(ResultKeys.PER_FILE);
        merged.put(FILE, Value.of(name));
        if (its instanceof Value.Entries(var own)) {
            own.forEach((key, value) -> {
                if (!ResultKeys.reserved(key) && !key.equals(ResultKeys.RESULT)) {
                    merged.put(key, value);
                }
            });
        }
        return merged;
    }

    /**
     * What became of results that could not be written before.
     *
     * @param written how many are in the log now
     * @param missing how many are still not
     * @param why they are not; empty if none is missing
     */
    public record CaughtUp(int written, int missing, String why) {}

    /** Writes what could not be written before; empty if somebody else does so just now. */
    synchronized Optional<CaughtUp> catchUp() {
        List<String> lines = List.of();
        try (SharedFile list = SharedFile.open(disk, missed)) {
            if (!list.alone()) {
                return Optional.empty();
            }
            lines = new String(list.content(), StandardCharsets.UTF_8).lines().toList();
            int written = write(lines);
            list.clear();
            return Optional.of(new CaughtUp(written, 0, ""));
        } catch (IOException e) {
            int missing = lines.isEmpty() ? 1 : lines.size();
            return Optional.of(new CaughtUp(0, missing, failure(e)));
        }
    }

    /** Runs that are gone are left out. */
    private int write(List<String> missing) throws IOException {
        var text = new ByteArrayOutputStream();
        int written = 0;
        for (String line : missing) {
            String[] words = line.split(" ", 2);
            OptionalInt number = RunNumber.parse(words[0]);
            Optional<Value.Entries> values = number.isPresent() ? results.apply(number.getAsInt()) : Optional.empty();
            if (values.isPresent()) {
                text.writeBytes(lines(
                        values.get(),
                        words.length < 2 ? null : Stamp.parse(words[1]).orElse(null)));
                written++;
            }
        }
        try (SharedFile log = SharedFile.open(disk, file)) {
            log.add(text.toByteArray());
        }
        return written;
    }
}
