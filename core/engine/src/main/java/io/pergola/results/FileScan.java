package io.pergola.results;

import io.pergola.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads one file once, for all entries that want something of it. */
final class FileScan {

    private static final Measure NONE = new Measure(List.of());

    private final Path file;
    private final String shown;
    private final Notes notes;

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
        for (Entry entry : entries) {
            if (entry.parser() instanceof Parser.OfFile parser) {
                values.put(entry, ofFile(entry, parser));
            } else {
                searches.put(entry, new Search(entry, file, shown, notes, measures.getOrDefault(entry, NONE)));
            }
        }
        if (!searches.isEmpty()) {
            read(List.copyOf(searches.values()));
        }
        searches.forEach((entry, search) -> values.put(entry, search.value()));
        return values;
    }

    private Value ofFile(Entry entry, Parser.OfFile parser) {
        notes.trace(entry.place() + ": " + shown + ": is there");
        Value value = parser.parse() instanceof Finding.Found found ? found.value() : Value.NULL;
        return entry.action().apply(value);
    }

    private void read(List<Search> searches) {
        // Anything else may never end, or never begin.
        if (!Files.isRegularFile(file)) {
            searches.forEach(search -> search.fail("is not a regular file"));
            return;
        }
        try (LogLines lines = LogLines.open(file)) {
            read(lines, searches);
        } catch (IOException e) {
            searches.forEach(search -> search.fail(Failures.of(e)));
        }
    }

    private void read(LogLines lines, List<Search> searches) throws IOException {
        List<Search> active = new ArrayList<>(searches);
        String line = lines.next();
        while (line != null && !active.isEmpty()) {
            for (Search search : active) {
                search.look(line, lines.start());
            }
            active.removeIf(Search::done);
            line = active.isEmpty() ? null : lines.next();
        }
        if (lines.cut() > 0) {
            notes.error(shown + ": of " + lines.cut() + " too long line" + (lines.cut() == 1 ? "" : "s")
                    + " only the first " + LogLines.LONGEST + " bytes were looked at");
        }
    }
}
