package io.pergola.results;

import io.pergola.model.PluginException;
import io.pergola.model.Value;
import io.pergola.plugin.LoadedParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads one file for all entries that want something of it: once for all that look at lines, and once for each that reads on. */
final class FileScan {

    private static final Measure NONE = new Measure(List.of());

    private final Path file;
    private final String shown;
    private final Notes notes;
    private long cut;

    FileScan(Path file, Path directory, Notes notes) {
        this.file = file;
        this.shown = shown(file, directory);
        this.notes = notes;
    }

    /** As users see it: relative to the directory of the test; what lies beside that, such as the run log, by its name. */
    private static String shown(Path file, Path directory) {
        if (file.startsWith(directory)) {
            return directory.relativize(file).toString();
        }
        boolean beside = Objects.equals(file.getParent(), directory.getParent());
        return beside ? String.valueOf(file.getFileName()) : file.toString();
    }

    /** What each entry gets of the file, after its action. */
    Map<Entry, Value> values(List<Entry> entries, Map<Entry, Measure> measures) {
        Map<Entry, Value> values = new LinkedHashMap<>();
        Map<Entry, Search> searches = new LinkedHashMap<>();
        List<Search> shared = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.parser() instanceof Parser.OfFile parser) {
                values.put(entry, ofFile(entry, parser));
            } else if (entry.parser() instanceof Parser.OfLines parser) {
                ofLines(entry, parser).ifPresent(search -> searches.put(entry, search));
            } else {
                var search = new Search(entry, file, shown);
                searches.put(entry, search);
                shared.add(search);
            }
        }
        if (!shared.isEmpty()) {
            read(shared);
        }
        if (cut > 0) {
            notes.error(shown + ": of " + cut + " too long line" + (cut == 1 ? "" : "s") + " only the first "
                    + LogLines.LONGEST + " bytes were looked at");
        }
        searches.forEach((entry, search) -> values.put(entry, search.value(measures.getOrDefault(entry, NONE), notes)));
        return values;
    }

    private Value ofFile(Entry entry, Parser.OfFile parser) {
        notes.trace(entry.place() + ": " + shown + ": is there");
        Value value = parser.parse() instanceof Finding.Found found ? found.value() : Value.NULL;
        return entry.action().apply(value);
    }

    /** Empty if the plugin whose parser it is broke; what it was busy with is then left to it. */
    private Optional<Search> ofLines(Entry entry, Parser.OfLines parser) {
        var search = new Search(entry, file, shown);
        if (!isRegular(search)) {
            return Optional.of(search);
        }
        try {
            LoadedParser.Pass<Long> pass = beat -> new Passage(search, parser.search(), beat).through(file);
            cut = Math.max(cut, parser.plugin().map(plugin -> plugin.read(pass)).orElseGet(() -> pass.run(() -> {})));
            return Optional.of(search);
        } catch (PluginException e) {
            notes.broken(entry.place() + ": " + shown + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Anything else may never end, or never begin. */
    private boolean isRegular(Search search) {
        if (Files.isRegularFile(file)) {
            return true;
        }
        search.fail("is not a regular file");
        return false;
    }

    private void read(List<Search> searches) {
        List<Search> able = searches.stream().filter(this::isRegular).toList();
        if (able.isEmpty()) {
            return;
        }
        try (LogLines lines = LogLines.open(file)) {
            read(lines, able);
        } catch (IOException e) {
            able.forEach(search -> search.fail(Failures.of(e)));
        }
    }

    private void read(LogLines lines, List<Search> searches) throws IOException {
        List<Search> active = new ArrayList<>(searches);
        while (!active.isEmpty() && next(lines, active)) {
            for (Search search : active) {
                search.look(lines.text(), lines.start());
            }
            active.removeIf(Search::done);
        }
        cut = Math.max(cut, lines.cuts());
    }

    /** Goes to the next line that one of them has to look at. */
    private static boolean next(LogLines lines, List<Search> searches) throws IOException {
        List<LiteralCursor> required = new ArrayList<>(searches.size());
        for (Search search : searches) {
            LiteralCursor text = search.required();
            if (text == null) {
                return lines.next();
            }
            required.add(text);
        }
        long before = lines.number();
        lines.passOver(required);
        long passed = lines.number() - before;
        searches.forEach(search -> search.passedOver(passed));
        return lines.next();
    }
}
