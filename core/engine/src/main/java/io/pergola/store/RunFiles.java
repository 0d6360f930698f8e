package io.pergola.store;

import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The small files of a run directory: their names, and what is in them. */
final class RunFiles {

    static final String STATUS = "status";
    static final String RESULTS = "results.json";
    static final String COMPLETE = "RUN_COMPLETE";
    static final String CANCEL = "cancel";
    static final String NODES = "nodes";
    static final String JOB = "job";
    static final String SERIES = "series";

    private RunFiles() {}

    static Optional<Integer> series(Disk disk, Path run) {
        return disk.pointedTo(run.resolve(SERIES))
                .map(RunNumber::parse)
                .filter(number -> number.isPresent())
                .map(number -> number.getAsInt());
    }

    static byte[] nodes(List<String> nodes) {
        return (String.join("\n", nodes) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static List<String> nodes(Disk disk, Path run) {
        return disk.read(run.resolve(NODES))
                .map(content -> lines(new String(content, StandardCharsets.UTF_8)))
                .orElse(List.of());
    }

    private static List<String> lines(String text) {
        int end = text.indexOf('\n');
        return end == text.length() - 1 && !text.isBlank()
                ? List.of(text.substring(0, end))
                : text.lines().filter(line -> !line.isBlank()).toList();
    }

    static StateEntry lastState(Disk disk, Path run, Instant created) {
        return ending(disk, run, created).map(Ending::last).orElseGet(() -> lastLine(disk, run, created));
    }

    private static StateEntry lastLine(Disk disk, Path run, Instant created) {
        return last(JournalText.entries(disk.read(run.resolve(STATUS)).orElse(new byte[0])), created);
    }

    /** A run without any journal has been created, and that is all. */
    static StateEntry last(List<StateEntry> journal, Instant created) {
        return journal.isEmpty() ? StateEntry.of(created, RunState.CREATED, "") : journal.getLast();
    }

    /**
     * Empty if the run has not ended. The mere existence of the file ends it: one without content, as a crash may leave it
     * where there are no hard links, is filled up from the journal.
     */
    static Optional<Ending> ending(Disk disk, Path run, Instant created) {
        // Asking first is cheaper than the exception for a file that is not there, as it is in every run that goes on.
        return Files.exists(run.resolve(COMPLETE)) ? presentEnding(disk, run, created) : Optional.empty();
    }

    /** As {@link #ending}, cheaper for a run that has ended, dearer for another. */
    static Optional<Ending> presentEnding(Disk disk, Path run, Instant created) {
        return disk.read(run.resolve(COMPLETE)).map(content -> Fields.parse(content)
                .filter(fields -> !fields.text("state").isEmpty())
                .map(RunFiles::ending)
                .orElseGet(() -> new Ending(lastLine(disk, run, created), null)));
    }

    private static Ending ending(Fields fields) {
        var last = new StateEntry(fields.time("complete"), fields.text("state"), fields.text("note"));
        return new Ending(last, verdict(fields.text("result")));
    }

    static @Nullable Verdict verdict(String text) {
        return switch (text) {
            case "PASS" -> Verdict.PASS;
            case "FAIL" -> Verdict.FAIL;
            case "ERROR" -> Verdict.ERROR;
            default -> null;
        };
    }

    static byte[] bytes(Ending ending) {
        Verdict verdict = ending.verdict();
        return new Fields()
                .put("complete", ending.last().time())
                .put("state", ending.last().state())
                .put("note", ending.last().note())
                .put("result", verdict == null ? Value.NULL : Value.of(verdict.name()))
                .toBytes();
    }

    static Fields fields(CancelRequest request) {
        return new Fields()
                .put("user", request.user())
                .put("time", request.time())
                .put("reason", request.reason());
    }

    static CancelRequest cancelRequest(Fields fields) {
        return new CancelRequest(fields.text("user"), fields.time("time"), fields.text("reason"));
    }
}
