package io.pergola.resolve;

import io.pergola.config.ReferenceFile;
import io.pergola.config.ReferenceFiles;
import io.pergola.config.Setting;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lays what a test says of its references over what the file says that it names. For one test; not safe for several threads. */
final class FileReferences {

    static final String KEY = "reference_file";

    private static final String SECTION = "result_reference";

    private final CompiledTest test;
    private final ReferenceFiles files;
    private final Set<Problem> warnings = new LinkedHashSet<>();
    private final Set<Path> sound = new LinkedHashSet<>();

    /** Where the texts of the file stand that went into the last permutation. */
    private Map<String, Setting.Text> written = Map.of();

    FileReferences(CompiledTest test) {
        this.test = test;
        this.files = test.merged().references();
    }

    /** What is odd, but keeps no test from running. */
    List<Problem> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * The section with what the file says of a run.
     *
     * @param file as the test has it
     * @param run its whole name
     * @param problems gets all that is wrong with the file
     */
    Value lay(Value section, Value file, String run, Consumer<Problem> problems) {
        written = Map.of();
        if (!(file instanceof Value.Text(String name)) || name.isBlank() || Deferral.waits(name)) {
            return section;
        }
        Optional<Path> found = find(name.strip(), problems);
        if (found.isEmpty()) {
            return section;
        }
        ReferenceFile references = files.read(found.get());
        if (!sound.contains(found.get()) && !references.problems().isEmpty()) {
            references.problems().forEach(problems);
            return section;
        }
        sound.add(found.get());
        Setting.Group group = references.of(run);
        var texts = new LinkedHashMap<String, Setting.Text>();
        gather(group, SECTION, texts);
        written = texts;
        Value.Entries below = values(group);
        return section instanceof Value.Entries own ? over(own, below) : below;
    }

    private Optional<Path> find(String name, Consumer<Problem> problems) {
        try {
            Optional<Path> found = files.find(test.merged().suite(), name);
            if (found.isEmpty()) {
                warnings.add(test.locate(KEY, missing(name)));
            }
            return found;
        } catch (InvalidPathException e) {
            problems.accept(test.locate(KEY, Problem.error(KEY + ": '" + name + "' cannot be the name of a file")));
            return Optional.empty();
        }
    }

    private Problem missing(String name) {
        String places = files.places(test.merged().suite(), name).stream()
                .map(Path::toString)
                .collect(Collectors.joining(", "));
        return Problem.warning("there is no file of references '" + name + "' (yet), so nothing is compared with it")
                .help("Looked for: " + places + "; 'pergola results --update-references' makes it from runs");
    }

    private static void gather(Setting.Group group, String path, Map<String, Setting.Text> texts) {
        group.entries().forEach((key, setting) -> {
            if (setting instanceof Setting.Text text) {
                texts.put(path + "." + key, text);
            } else if (setting instanceof Setting.Group below) {
                gather(below, path + "." + key, texts);
            }
        });
    }

    private static Value.Entries values(Setting.Group group) {
        var values = new LinkedHashMap<String, Value>();
        group.entries().forEach((key, setting) -> {
            if (setting instanceof Setting.Text text) {
                values.put(key, text.value().map(Value::of).orElse(Value.NULL));
            } else if (setting instanceof Setting.Group below) {
                values.put(key, values(below));
            }
        });
        return new Value.Entries(values);
    }

    /** What somebody left open counts as not said. */
    private static Value.Entries over(Value.Entries strong, Value.Entries weak) {
        var merged = new LinkedHashMap<>(strong.values());
        merged.values().removeIf(Value.NULL::equals);
        weak.values()
                .forEach((key, value) -> merged.merge(
                        key,
                        value,
                        (own, other) -> own instanceof Value.Entries mine && other instanceof Value.Entries its
                                ? over(mine, its)
                                : own));
        return new Value.Entries(merged);
    }

    /** The problem, at the text of suite or file that stands at a path of the last permutation. */
    Problem locate(String path, Problem problem) {
        Setting.@Nullable Text text = test.written().containsKey(path) ? null : written.get(path);
        if (text == null && !test.written().keySet().stream().anyMatch(each -> each.startsWith(path))) {
            List<String> below = new ArrayList<>(written.keySet());
            below.removeIf(each -> !each.startsWith(path + "."));
            text = below.isEmpty() ? null : written.get(below.getFirst());
        }
        return text == null ? test.locate(path, problem) : text.mark(problem, 0);
    }
}
