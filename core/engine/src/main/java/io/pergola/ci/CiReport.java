package io.pergola.ci;

import io.pergola.model.StoreException;
import io.pergola.model.Value;
import io.pergola.store.RunDirectory;
import io.pergola.store.RunSummary;
import io.pergola.store.Store;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes reports on runs into a directory: {@code junit.xml}, {@code summary.md}, {@code github.txt} and {@code gitlab.json}. Throws
 * {@link StoreException} if it cannot.
 */
public final class CiReport {

    private static final int TAIL_LINES = 20;
    private static final int TAIL_BYTES = 8192;

    private final Path base;
    private final Instant made;
    private final List<CiRun> runs = new ArrayList<>();
    private final List<CiSkip> skips = new ArrayList<>();

    /**
     * A report.
     *
     * @param base paths of suites are given relative to it, where they lie in it
     * @param made the time of suites of which nothing was run
     */
    public CiReport(Path base, Instant made) {
        this.base = base;
        this.made = made;
    }

    /** Adds runs of one working directory. */
    public void add(Store store, List<RunSummary> some, Map<Integer, Value.Entries> results) {
        for (RunSummary run : some) {
            int number = run.id().number();
            CiRun bare = new CiRun(run, results.get(number), "", List.of());
            runs.add(bare.outcome() == CiRun.Outcome.PASSED ? bare : detailed(store, bare));
        }
    }

    /** Adds a test that was not run, since its conditions do not hold here. */
    public void skip(String name, String reason) {
        skips.add(new CiSkip(name, reason));
    }

    private CiRun detailed(Store store, CiRun run) {
        Optional<RunDirectory> directory = store.run(run.run().id().number());
        return directory
                .map(found -> new CiRun(run.run(), run.results(), suitePath(found), tail(found)))
                .orElse(run);
    }

    private String suitePath(RunDirectory run) {
        if (!(run.test().values().get("suite_path") instanceof Value.Text(String text)) || text.isEmpty()) {
            return "";
        }
        Path path = Path.of(text);
        return path.startsWith(base) ? base.relativize(path).toString() : "";
    }

    /** Of the log that says most: that of the run, or else of the build. */
    private static List<String> tail(RunDirectory run) {
        for (Path log : List.of(run.log(), run.buildLog())) {
            List<String> lines = tail(log);
            if (!lines.isEmpty()) {
                return lines;
            }
        }
        return List.of();
    }

    private static List<String> tail(Path log) {
        if (!Files.isRegularFile(log)) {
            return List.of();
        }
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - TAIL_BYTES);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            List<String> whole = from > 0 && lines.size() > 1 ? lines.subList(1, lines.size()) : lines;
            return whole.subList(Math.max(0, whole.size() - TAIL_LINES), whole.size());
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Writes the files; those of an earlier report are replaced. */
    public void write(Path directory) {
        Path writing = directory;
        try {
            Files.createDirectories(directory);
            JUnitXml.write(directory.resolve("junit.xml"), runs, skips, made);
            writing = directory.resolve("summary.md");
            Files.write(writing, MarkdownSummary.lines(runs, skips));
            writing = directory.resolve("github.txt");
            Files.write(writing, Annotations.github(runs));
            writing = directory.resolve("gitlab.json");
            Files.writeString(writing, Annotations.gitlab(runs) + "\n");
        } catch (IOException e) {
            throw new StoreException("The report cannot be written: " + writing + ": " + e.getMessage(), e);
        }
    }
}
