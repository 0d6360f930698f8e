package io.pergola.store;

import io.pergola.model.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Summaries and results of many runs: from the index what it has, from the run directories the rest. */
final class Summaries {

    /** Up to so many runs each is looked for by itself; beyond, the directory is listed once. */
    private static final int FEW = 32;

    /** From so many runs on, the index is read in ranges and not row by row. */
    private static final int MANY = 400;

    /** So many runs that are new to the index are read before they are written to it. */
    private static final int SLICE = 1_024;

    private static final String IDENTITY = "identity";
    private static final String CHANGES_READ = "changes_read";

    private final Layout layout;
    private final Numbering numbering;
    private final SummaryReader reader;
    private final IndexDoor door;
    private final StoreOptions options;

    Summaries(Layout layout, Numbering numbering, SummaryReader reader, Path indexFile, StoreOptions options) {
        this.layout = layout;
        this.numbering = numbering;
        this.reader = reader;
        this.door = new IndexDoor(indexFile);
        this.options = options;
    }

    /** In the order of the first argument, without those that are not there. */
    List<RunSummary> some(Collection<Integer> numbers, Collection<RunSummary> seen) {
        Map<Integer, RunSummary> earlier = byNumber(seen);
        return door.ask(
                index -> refresh(index, present(numbers), earlier, false).summaries());
    }

    private static Map<Integer, RunSummary> byNumber(Collection<RunSummary> seen) {
        Map<Integer, RunSummary> byNumber = HashMap.newHashMap(seen.size());
        seen.forEach(run -> byNumber.put(run.id().number(), run));
        return byNumber;
    }

    /** By rising number. */
    List<RunSummary> all() {
        return door.ask(index -> refresh(index, listed(), Map.of(), true).summaries());
    }

    /** Of the runs that a sieve lets through, and perhaps others, by rising number. */
    List<RunSummary> matching(Sieve sieve) {
        return door.ask(index -> {
            var listing = new Listing(numbering);
            if (index != null && !sieve.isOpen()) {
                IndexUpdate update = begin(index);
                if (update.isEmpty() && listing.isThatOf(index)) {
                    Map<Integer, RunSummary> known = index.load(sieve, options.label());
                    List<RunSummary> found = read(new TreeSet<>(known.keySet()), known, Map.of(), update);
                    index.tryUpdate(update);
                    return found;
                }
            }
            Refreshed all = refresh(index, listed(), Map.of(), true);
            if (index != null && all.upToDate()) {
                listing.keep(index, all.summaries());
            }
            return all.summaries();
        });
    }

    /** By number, in the order of the argument; runs without results are left out. */
    Map<Integer, Value.Entries> results(Collection<Integer> numbers) {
        Map<Integer, Value.Entries> results = new LinkedHashMap<>();
        for (RunWithResults outcome : outcomes(numbers, List.of())) {
            Value.Entries values = outcome.results();
            if (values != null) {
                results.put(outcome.run().id().number(), values);
            }
        }
        return results;
    }

    /** Of runs whose summaries were just read here; if {@code brief}, of each what {@link BriefResults} keeps, or more. */
    Map<Integer, Value.Entries> results(Collection<RunSummary> seen, boolean brief) {
        Shelf shelf = brief ? Index::briefs : Index::results;
        Map<Integer, String> texts = door.ask(index -> index == null ? Map.of() : ofEnded(index, seen, shelf));
        Map<Integer, Value.Entries> results = LinkedHashMap.newLinkedHashMap(seen.size());
        for (RunSummary run : seen) {
            int number = run.id().number();
            Value.Entries values = result(number, texts.get(number));
            if (values != null) {
                results.put(number, values);
            }
        }
        return results;
    }

    /** {@link RunSummary#line} of runs whose summaries were just read here, in their order. */
    List<String> lines(Collection<RunSummary> seen) {
        Map<Integer, String> known = door.ask(index -> index == null ? Map.of() : ofEnded(index, seen, Index::lines));
        List<String> lines = new ArrayList<>(seen.size());
        for (RunSummary run : seen) {
            int number = run.id().number();
            String line = known.get(number);
            lines.add(line == null ? run.line(reader.results(number).orElse(null)) : line);
        }
        return lines;
    }

    /** What the index has of those that did not change since it was brought up to date. */
    private Map<Integer, String> ofEnded(Index index, Collection<RunSummary> seen, Shelf shelf) throws SQLException {
        IndexUpdate update = begin(index);
        return update.forgetAll()
                ? Map.of()
                : shelf.of(
                        index,
                        seen.stream()
                                .filter(RunSummary::ended)
                                .map(run -> run.id().number())
                                .filter(number -> !update.forget().contains(number))
                                .toList());
    }

    /** When a test last passed on each node. */
    Map<String, Instant> lastPasses(String test) {
        return door.ask(index -> {
            var passes = new LastPasses(test);
            if (index == null) {
                refresh(null, listed(), Map.of(), true).summaries().forEach(passes::add);
                return passes.byNode();
            }
            IndexUpdate update = begin(index);
            Set<Integer> known = update.forgetAll() ? new HashSet<>() : index.ended();
            known.removeAll(update.forget());
            List<Integer> listed = listed();
            List<Integer> others =
                    listed.stream().filter(number -> !known.contains(number)).toList();
            read(others, known(index, others, update, false), Map.of(), update).forEach(passes::add);
            forgetMissing(known, listed, update);
            if (index.tryUpdate(update) || !update.forgetAll()) {
                index.passes(test, passes);
            }
            return passes.byNode();
        });
    }

    /** In the order of the first argument, without those that are not there. */
    List<RunWithResults> outcomes(Collection<Integer> numbers, Collection<RunSummary> seen) {
        Map<Integer, RunSummary> earlier = byNumber(seen);
        Texts texts = door.ask(index -> {
            Refreshed now = refresh(index, present(numbers), earlier, false);
            return new Texts(now.summaries(), texts(index, now));
        });
        List<RunWithResults> outcomes = new ArrayList<>(texts.runs().size());
        for (RunSummary run : texts.runs()) {
            int number = run.id().number();
            outcomes.add(new RunWithResults(run, result(number, texts.byNumber().get(number))));
        }
        return outcomes;
    }

    /** How the index is asked for texts by the numbers of runs. */
    private interface Shelf {
        Map<Integer, String> of(Index index, Collection<Integer> numbers) throws SQLException;
    }

    /** What was just read, and of the other runs what the index has, if it could be trusted. */
    private static Map<Integer, String> texts(@Nullable Index index, Refreshed now) throws SQLException {
        Map<Integer, String> texts = new HashMap<>(now.read());
        if (index != null && now.upToDate()) {
            List<Integer> others = new ArrayList<>();
            for (RunSummary run : now.summaries()) {
                if (!texts.containsKey(run.id().number())) {
                    others.add(run.id().number());
                }
            }
            texts.putAll(index.results(others));
        }
        return texts;
    }

    private record Texts(List<RunSummary> runs, Map<Integer, String> byNumber) {}

    private Value.@Nullable Entries result(int number, @Nullable String text) {
        if (text == null) {
            return reader.results(number).orElse(null);
        }
        return text.isEmpty() ? null : SummaryReader.parse(text);
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

    /** The texts of the results that were read on the way, by number. */
    private record Refreshed(List<RunSummary> summaries, boolean upToDate, Map<Integer, String> read) {}

    private Refreshed refresh(
            @Nullable Index index, Collection<Integer> numbers, Map<Integer, RunSummary> seen, boolean all)
            throws SQLException {
        if (index == null) {
            var nothing = new IndexUpdate(false);
            return new Refreshed(read(numbers, new HashMap<>(), seen, nothing), false, nothing.results());
        }
        IndexUpdate update = begin(index);
        Map<Integer, RunSummary> known = known(index, numbers, update, all);
        if (all) {
            forgetMissing(known.keySet(), numbers, update);
        }
        return numbers.size() - known.size() > SLICE
                ? inSlices(index, List.copyOf(numbers), known, seen, update)
                : new Refreshed(read(numbers, known, seen, update), index.tryUpdate(update), update.results());
    }

    /** Of very many runs that are new to the index, it is given some at a time, and their texts are not kept here. */
    private Refreshed inSlices(
            Index index,
            List<Integer> numbers,
            Map<Integer, RunSummary> known,
            Map<Integer, RunSummary> seen,
            IndexUpdate first)
            throws SQLException {
        List<RunSummary> summaries = new ArrayList<>(numbers.size());
        boolean saved = true;
        try (var writer = new IndexWriter(index)) {
            IndexUpdate update = first;
            for (int i = 0; i < numbers.size() && saved; i += SLICE) {
                summaries.addAll(read(numbers.subList(i, Math.min(i + SLICE, numbers.size())), known, seen, update));
                saved = writer.write(update);
                update = new IndexUpdate(false);
                options.indexing().read(Math.min(i + SLICE, numbers.size()), numbers.size());
            }
            saved &= writer.saved();
        }
        return saved
                ? new Refreshed(summaries, true, Map.of())
                : new Refreshed(read(numbers, known, seen, new IndexUpdate(false)), false, Map.of());
    }

    private Map<Integer, RunSummary> known(Index index, Collection<Integer> numbers, IndexUpdate update, boolean all)
            throws SQLException {
        if (update.forgetAll()) {
            return new HashMap<>();
        }
        boolean many = all || numbers.size() >= MANY;
        Map<Integer, RunSummary> known =
                many ? index.loadAround(numbers, options.label()) : index.loadEach(numbers, options.label());
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

    private List<RunSummary> read(
            Collection<Integer> numbers,
            Map<Integer, RunSummary> known,
            Map<Integer, RunSummary> seen,
            IndexUpdate update) {
        List<Integer> open = new ArrayList<>();
        for (Integer number : numbers) {
            if (!ended(known.get(number))) {
                open.add(number);
            }
        }
        Map<Integer, Reading> readings = HashMap.newHashMap(open.size());
        for (Reading reading : Together.map(open, options.threads(), number -> look(number, known, seen))) {
            readings.put(reading.number(), reading);
            note(reading, update);
        }
        List<RunSummary> summaries = new ArrayList<>(numbers.size());
        for (Integer number : numbers) {
            Reading reading = readings.get(number);
            RunSummary summary = reading == null ? known.get(number) : reading.now();
            if (summary != null) {
                summaries.add(summary);
            }
        }
        return summaries;
    }

    private static boolean ended(@Nullable RunSummary run) {
        return run != null && run.ended();
    }

    /**
     * What a look into a run's directory gave.
     *
     * @param now null if there is no such run
     * @param text of its results; empty if it has none or has not ended
     * @param brief of its results; null if it has not ended
     * @param isNew the index does not know the run
     */
    private record Reading(
            int number,
            @Nullable RunSummary now,
            String text,
            @Nullable BriefResults brief,
            boolean isNew) {}

    private Reading look(int number, Map<Integer, RunSummary> known, Map<Integer, RunSummary> seen) {
        RunSummary indexed = known.get(number);
        RunSummary now = reader.read(number, indexed == null ? seen.get(number) : indexed)
                .orElse(null);
        String text = ended(now)
                ? reader.resultText(number)
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .orElse("")
                : "";
        @Nullable BriefResults brief = now != null && now.ended() ? BriefResults.of(now, text) : null;
        return new Reading(number, now, text, brief, indexed == null);
    }

    /** Runs that have not ended are kept for the sake of what never changes in them. */
    private static void note(Reading reading, IndexUpdate update) {
        RunSummary now = reading.now();
        if (now == null || now.uuid().isEmpty() || !(now.ended() || reading.isNew())) {
            return;
        }
        update.summaries().add(now);
        if (reading.brief() != null) {
            update.results().put(reading.number(), reading.text());
            update.briefs().put(reading.number(), reading.brief());
        }
    }

    private static void forgetMissing(Set<Integer> known, Collection<Integer> listed, IndexUpdate update) {
        var missing = new HashSet<>(known);
        missing.removeAll(new HashSet<>(listed));
        update.forget().addAll(missing);
    }
}
