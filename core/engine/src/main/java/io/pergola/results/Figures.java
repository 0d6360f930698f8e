package io.pergola.results;

import io.pergola.model.Value;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** The keys that parsers fill: those of the run and those kept by file. */
final class Figures {

    private final Notes notes;
    private final SequencedMap<String, Value> keys = new LinkedHashMap<>();
    private final SequencedMap<String, SequencedMap<String, Value>> perFile = new LinkedHashMap<>();
    private final Map<String, Path> owners = new HashMap<>();

    private final SequencedMap<String, Value> units = new LinkedHashMap<>();

    Figures(Notes notes) {
        this.notes = notes;
    }

    SequencedMap<String, Value> keys() {
        return keys;
    }

    Value perFile() {
        var files = new LinkedHashMap<String, Value>();
        perFile.forEach((file, values) -> files.put(file, Value.of(values)));
        return Value.of(files);
    }

    /** The units of keys, of those that have one. */
    SequencedMap<String, Value> units() {
        return units;
    }

    /** Puts down the units of an entry's keys; of truth values and counts there are none. */
    void units(Entry entry, Measure measure) {
        if (!entry.action().hasUnit()) {
            return;
        }
        for (int i = 0; i < entry.names().size(); i++) {
            String name = entry.names().get(i);
            if (!name.startsWith(KeyNames.SKIP)) {
                measure.unit(i).ifPresent(unit -> units.put(name, Value.of(unit)));
            }
        }
    }

    /** Puts down what each file gave for an entry, in the order of the files. */
    void put(Entry entry, SequencedMap<Path, Value> values) {
        switch (entry.perFile()) {
            case NAME -> values.forEach((file, value) -> putByFile(entry, file, value));
            case FIRST, LAST -> {
                if (!values.isEmpty()) {
                    put(entry, entry.perFile().combine(values));
                }
            }
            case NAME_LIST -> {
                checkNames(entry, values);
                put(entry, entry.perFile().combine(values));
            }
            case LIST, ANY, ALL -> put(entry, entry.perFile().combine(values));
        }
    }

    /** Puts down the one value of an entry. */
    void put(Entry entry, Value value) {
        split(entry, value, keys::put);
    }

    private void putByFile(Entry entry, Path file, Value value) {
        String name = PerFile.nameOf(file);
        Path owner = owners.putIfAbsent(name, file);
        if (owner != null && !owner.equals(file)) {
            notes.error(entry.place() + ": the files " + owner.getFileName() + " and " + file.getFileName()
                    + " are both called '" + name + "' in per_file; the first is kept");
            return;
        }
        var values = perFile.computeIfAbsent(name, _ -> new LinkedHashMap<>());
        split(entry, value, values::put);
    }

    private void checkNames(Entry entry, SequencedMap<Path, Value> values) {
        var seen = new TreeSet<String>();
        var twice = new TreeSet<String>();
        values.keySet().stream()
                .map(PerFile::nameOf)
                .filter(name -> !seen.add(name))
                .forEach(twice::add);
        twice.forEach(name -> notes.error(entry.place() + ": several files are called '" + name + "'"));
    }

    private void split(Entry entry, Value value, BiConsumer<String, Value> sink) {
        List<String> names = entry.names();
        if (names.size() == 1) {
            store(names.getFirst(), value, sink);
        } else if (value instanceof Value.Items items) {
            splitList(entry, items.values(), sink);
        } else {
            names.stream()
                    .filter(name -> !name.equals(KeyNames.SKIP))
                    .findFirst()
                    .ifPresent(name -> {
                        sink.accept(name, value);
                        notes.error(entry.place() + ": not a list of values, so only '" + name + "' has one");
                    });
        }
    }

    private void splitList(Entry entry, List<Value> values, BiConsumer<String, Value> sink) {
        List<String> names = entry.names();
        for (int i = 0; i < names.size(); i++) {
            store(names.get(i), i < values.size() ? values.get(i) : Value.NULL, sink);
        }
        if (values.size() < names.size()) {
            notes.error(entry.place() + ": only " + values.size() + " values; nothing is left for "
                    + String.join(", ", names.subList(values.size(), names.size())));
        }
    }

    private static void store(String name, Value value, BiConsumer<String, Value> sink) {
        if (!name.equals(KeyNames.SKIP)) {
            sink.accept(name, value);
        }
    }
}
