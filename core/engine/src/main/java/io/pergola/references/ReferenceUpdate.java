package io.pergola.references;

import io.pergola.model.Problem;
import io.pergola.model.StoreException;
import io.pergola.resolve.Resolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes new reference values of what runs gave, and writes them into the files of references that their tests name. Suites are not
 * changed: of values that stand there it is said what to write.
 */
public final class ReferenceUpdate {

    /** Some editors put it first. */
    private static final String MARK = "\uFEFF";

    private final Resolver resolver;
    private final Wish wish;
    private final List<Sample> samples;

    /** {@code samples}: the runs that count, those that ended last first. */
    public ReferenceUpdate(Resolver resolver, Wish wish, List<Sample> samples) {
        this.resolver = resolver;
        this.wish = wish;
        this.samples = List.copyOf(samples);
    }

    /**
     * What was done, or would be.
     *
     * @param changes by the names of tests; those whose target is a file are written there
     * @param problems why there is nothing of some tests
     */
    public record Outcome(List<Change> changes, List<Problem> problems) {

        /** Copies the lists. */
        public Outcome {
            changes = List.copyOf(changes);
            problems = List.copyOf(problems);
        }
    }

    /** Only looks. */
    public Outcome preview() {
        return done(plan(), Map.of());
    }

    /**
     * Writes. Files are locked, and read again under the lock.
     *
     * @throws io.pergola.model.StoreException if a file cannot be written
     */
    public Outcome write() {
        SequencedMap<Path, ReferenceLock> locks = new TreeMap<>();
        try {
            // Always in the same order, so that two cannot wait for each other.
            for (Path file : byFile(plan().drafts()).keySet()) {
                locks.put(file, ReferenceLock.take(file));
            }
            Plan plan = plan();
            if (!locks.keySet().containsAll(byFile(plan.drafts()).keySet())) {
                throw new StoreException("The suites were changed meanwhile, so nothing was written. Try again", null);
            }
            return done(plan, locks);
        } finally {
            locks.values().forEach(ReferenceLock::close);
        }
    }

    private Plan plan() {
        var plan = new Plan(resolver, wish);
        samples.forEach(plan::add);
        return plan;
    }

    private static SequencedMap<Path, List<Draft>> byFile(List<Draft> drafts) {
        SequencedMap<Path, List<Draft>> byFile = new TreeMap<>();
        drafts.forEach(
                draft -> draft.change().file().ifPresent(file -> byFile.computeIfAbsent(file, _ -> new ArrayList<>())
                        .add(draft)));
        return byFile;
    }

    /** A file without a lock is only looked at. */
    private static Outcome done(Plan plan, Map<Path, ReferenceLock> locks) {
        byFile(plan.drafts()).forEach((file, drafts) -> {
            @Nullable ReferenceLock lock = locks.get(file);
            String before = lock == null ? text(file) : lock.text();
            String mark = before.startsWith(MARK) ? MARK : "";
            String after = mark + new Rewrite(file.toString()).of(before.substring(mark.length()), drafts);
            if (lock != null && !after.equals(before)) {
                lock.replace(after);
            }
        });
        return new Outcome(plan.drafts().stream().map(Draft::change).toList(), plan.problems());
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new StoreException("Cannot read the references " + file + ": " + e.getMessage(), e);
        }
    }
}
