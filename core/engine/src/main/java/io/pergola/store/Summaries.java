package io.pergola.store;

import io.pergola.model.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Summaries and results of many runs: from the index what it has, from the run directories the rest. */
final class Summaries {

    /** Up to so many runs each is looked for by itself; beyond, the directory is listed once. */
    private static final int FEW = 32;

    /** From so many runs on, the index is read in ranges and not row by row. */
    private static final int MANY = 400;

    private static final String IDENTITY = "identity";
    private static final String CHANGES_READ = "changes_read";

    private final Layout layout;
    private final Numbering numbering;
    private final SummaryReader reader;
    private final Path indexFile;
    private final String label;

    Summaries(Layout layout, Numbering numbering, SummaryReader reader, Path indexFile, String label) {
        this.layout = layout;
        this.numbering = numbering;
        this.reader = reader;
        this.indexFile = indexFile;
        this.label = label;
    }

    /** In the order of the argument, without those that are not there. */
    List<RunSummary> some(Collection<Integer> numbers) {
        return withIndex(index -> refresh(index, present(numbers), false).summaries());
    }

    /** By rising number. */
    List<RunSummary> all() {
        return withIndex(index -> refresh(index, listed(), true).summaries());
    }

    /** By number, in the order of the argument; runs without results are left out. */
    Map<Integer, Value.Entries> results(Collection<Integer> numbers) {
        Texts texts = withIndex(index -> {
            Refreshed now = refresh(index, present(numbers), false);
            List<Integer> there =
                    now.summaries().stream().map(run -> run.id().number()).toList();
            return new Texts(there, index == null || !now.upToDate() ? Map.of() : index.results(there));
        });
        Map<Integer, Value.Entries> results = new LinkedHashMap<>();
        for (Integer number : texts.there()) {
            result(number, texts.indexed().get(number)).ifPresent(found -> results.put(number, found));
        }
        return results;
    }

    private record Texts(List<Integer> there, Map<Integer, String> indexed) {}

    private Optional<Value.Entries> result(int number, @Nullable String indexed) {
        if (indexed == null) {
            return reader.results(number);
        }
        return indexed.isEmpty() ? Optional.empty() : Optional.of(SummaryReader.parse(indexed));
    }

    /** Something that is done with the index, or without. */
    private interface Question<T> {
        T ask(@Nullable Index index) throws SQLException;
    }

    /** The index may be missing, broken, locked or unwritable: it is made anew once, and then gone without. */
    private <T> T withIndex(Question<T> question) {
        try {
            return tryIndex(question);
        } catch (SQLException e) {
            if (Index.broken(e)) {
                try {
                    Index.delete(indexFile);
                    return tryIndex(question);
                } catch (SQLException | IOException again) {
                    return without(question);
                }
            }
            return without(question);
        }
    }

    private <T> T tryIndex(Question<T> question) throws SQLException {
        try {
            Files.createDirectories(indexFile.getParent());
        } catch (IOException e) {
            return without(question);
        }
        try (Index index = Index.open(indexFile)) {
            return question.ask(index);
        }
    }

    private static <T> T without(Question<T> question) {
        try {
            return question.ask(null);
        } catch (SQLException e) {
            throw new IllegalStateException("A question without an index cannot fail in it", e);
        }
    }

    private Collection<Integer> present(Collection<Integer> numbers) {
        if (numbers.size() <= FEW) {
            return numbers.stream()
                    .filter(number -> Files.isDirectory(numbering.directory(number)))
                    .toList();
        }
        var asked = new HashSet<>(numbers);
        var found = new HashSet<Integer>();
        for (int number : numbering.unordered()) {
            if (asked.contains(number)) {
                found.add(number);
            }
        }
        List<Integer> there = new ArrayList<>(found.size());
        for (Integer number : numbers) {
            if (found.contains(number)) {
                there.add(number);
            }
        }
        return there;
    }

    private List<Integer> listed() {
        int[] numbers = numbering.list();
        List<Integer> list = new ArrayList<>(numbers.length);
        for (int number : numbers) {
            list.add(number);
        }
        return list;
    }

    private record Refreshed(List<RunSummary> summaries, boolean upToDate) {}

    private Refreshed refresh(@Nullable Index index, Collection<Integer> numbers, boolean all) throws SQLException {
        if (index == null) {
            return new Refreshed(read(numbers, new HashMap<>(), new IndexUpdate(false)), false);
        }
        IndexUpdate update = begin(index);
        Map<Integer, RunSummary> known = known(index, numbers, update, all);
        List<RunSummary> summaries = read(numbers, known, update);
        if (all) {
            forgetMissing(known.keySet(), numbers, update);
        }
        return new Refreshed(summaries, save(index, update));
    }

    private Map<Integer, RunSummary> known(Index index, Collection<Integer> numbers, IndexUpdate update, boolean all)
            throws SQLException {
        if (update.forgetAll()) {
            return new HashMap<>();
        }
        boolean many = all || numbers.size() >= MANY;
        Map<Integer, RunSummary> known = many ? index.loadAround(numbers, label) : index.loadEach(numbers, label);
        update.forget().forEach(known::remove);
        return known;
    }

    /** What the index has to forget; to be found out before any run directory is read. */
    private IndexUpdate begin(Index index) throws SQLException {
        String identity = layout.uuid() + " " + numbering.token();
        String read = index.meta(CHANGES_READ);
        Changes changes = Changes.since(layout.changes(), read.isEmpty() ? 0 : Long.parseLong(read));
        boolean others = !index.meta(IDENTITY).equals(identity);
        var update = new IndexUpdate(others || changes.begunAnew());
        update.forget().addAll(changes.numbers());
        if (update.forgetAll()) {
            update.meta().put(IDENTITY, identity);
        }
        if (!read.equals(Long.toString(changes.end()))) {
            update.meta().put(CHANGES_READ, Long.toString(changes.end()));
        }
        return update;
    }

    private List<RunSummary> read(Collection<Integer> numbers, Map<Integer, RunSummary> known, IndexUpdate update) {
        List<RunSummary> summaries = new ArrayList<>(numbers.size());
        for (Integer number : numbers) {
            RunSummary before = known.get(number);
            if (before != null && before.ended()) {
                summaries.add(before);
            } else {
                reader.read(number, before).ifPresent(now -> {
                    summaries.add(now);
                    note(now, before == null, update);
                });
            }
        }
        return summaries;
    }

    /** Runs that have not ended are kept for the sake of what never changes in them. */
    private void note(RunSummary now, boolean isNew, IndexUpdate update) {
        boolean broken = now.uuid().isEmpty();
        if (broken || !(now.ended() || isNew)) {
            return;
        }
        int number = now.id().number();
        update.summaries().add(now);
        if (now.ended()) {
            String text = reader.resultText(number)
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .orElse("");
            update.results().put(number, text);
        }
    }

    private static void forgetMissing(Set<Integer> known, Collection<Integer> listed, IndexUpdate update) {
        var missing = new HashSet<>(known);
        missing.removeAll(new HashSet<>(listed));
        update.forget().addAll(missing);
    }

    private static boolean save(Index index, IndexUpdate update) throws SQLException {
        try {
            if (!update.isEmpty()) {
                index.update(update);
            }
            return true;
        } catch (SQLException e) {
            if (Index.broken(e)) {
                throw e;
            }
            // Another process writes, or nobody may: the next refresh will read these runs again.
            return false;
        }
    }
}
