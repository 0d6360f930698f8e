package io.pergola.results;

import io.pergola.model.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;

/** Brings in the values of all entries: finds the files, reads each once, combines what they gave. */
final class Harvest {

    private final Evidence evidence;
    private final CommandShell shell;
    private final Path directory;
    private final Notes notes;

    Harvest(Evidence evidence, CommandShell shell, Notes notes) {
        this.evidence = evidence;
        this.shell = shell;
        this.directory = evidence.buildDirectory().toAbsolutePath().normalize();
        this.notes = notes;
    }

    Figures bring(List<Entry> entries) {
        Map<Entry, SequencedSet<Path>> files = new LinkedHashMap<>();
        SequencedMap<Path, List<Entry>> readers = new LinkedHashMap<>();
        for (Entry entry : entries) {
            SequencedSet<Path> found = entry.parser() instanceof Parser.OfRun ? new LinkedHashSet<>() : files(entry);
            files.put(entry, found);
            found.forEach(file ->
                    readers.computeIfAbsent(file, _ -> new ArrayList<>()).add(entry));
        }
        Map<Path, Map<Entry, Value>> values = new LinkedHashMap<>();
        Map<Entry, Measure> measures = measures(entries);
        readers.forEach(
                (file, wanting) -> values.put(file, new FileScan(file, directory, notes).values(wanting, measures)));
        var figures = new Figures(notes);
        files.forEach((entry, found) -> put(figures, entry, found, values));
        measures.forEach(figures::units);
        return figures;
    }

    private static Map<Entry, Measure> measures(List<Entry> entries) {
        Map<Entry, Measure> measures = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (!entry.units().isEmpty()) {
                measures.put(entry, new Measure(entry.units()));
            }
        }
        return measures;
    }

    private void put(Figures figures, Entry entry, SequencedSet<Path> files, Map<Path, Map<Entry, Value>> values) {
        if (entry.parser() instanceof Parser.OfRun parser) {
            figures.put(entry, entry.action().apply(ofRun(entry, parser)));
            return;
        }
        SequencedMap<Path, Value> byFile = new LinkedHashMap<>();
        for (Path file : files) {
            byFile.put(file, values.getOrDefault(file, Map.of()).getOrDefault(entry, Value.NULL));
        }
        figures.put(entry, byFile);
    }

    private Value ofRun(Entry entry, Parser.OfRun parser) {
        notes.trace(entry.place() + ": " + parser.looksFor());
        return switch (parser.parse(evidence, shell)) {
            case Finding.Found(Value value) -> value;
            case Finding.Nothing() -> Value.NULL;
            case Finding.Failed(String message) -> {
                notes.error(entry.place() + ": " + message);
                yield Value.NULL;
            }
        };
    }

    private SequencedSet<Path> files(Entry entry) {
        SequencedSet<Path> files = new LinkedHashSet<>();
        for (String glob : entry.files()) {
            List<Path> found = Globs.find(directory, glob);
            found.forEach(file -> files.add(file.normalize()));
            if (found.isEmpty()) {
                notes.error(entry.place() + ": no file matches '" + glob + "'");
            }
        }
        return files;
    }
}
