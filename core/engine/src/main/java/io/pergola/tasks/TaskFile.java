package io.pergola.tasks;

import io.pergola.json.Json;
import io.pergola.json.JsonException;
import io.pergola.model.ConfigException;
import io.pergola.model.Place;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.yaml.YamlFile;
import io.pergola.yaml.YamlNode;
import io.pergola.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Reads tasks: a JSON list, one JSON task a line, or YAML. All that is wrong is told at once, each with its place; a file is read
 * piece by piece.
 */
public final class TaskFile {

    /** How many problems are told; a file of a million lines may have as many. */
    private static final int MOST_PROBLEMS = 50;

    private static final int LONGEST_COLUMN = 1000;

    private final String name;
    private final TaskReader reader;
    private final List<TaskSpec> specs = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private int more;

    private TaskFile(String name, boolean strict) {
        this.name = name;
        this.reader = new TaskReader(strict);
    }

    /**
     * What was read.
     *
     * @param specs in the order of the file
     * @param warnings what was passed over, each a line for users
     */
    public record Content(List<TaskSpec> specs, List<String> warnings) {
        /** Copies. */
        public Content {
            specs = List.copyOf(specs);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Reads a file; one whose name ends with {@code .yaml} or {@code .yml} is YAML.
     *
     * @param file its path; named in problems as it is written
     * @param strict whether what is passed over otherwise is an error
     * @param known whether there is a task of that id already, so that others may depend on it
     * @throws ConfigException if anything is wrong with it
     */
    public static Content read(Path file, boolean strict, Predicate<String> known) {
        var tasks = new TaskFile(file.toString(), strict);
        String ending = file.toString();
        if (ending.endsWith(".yaml") || ending.endsWith(".yml")) {
            tasks.yaml(YamlReader.read(file));
            return tasks.content(known);
        }
        try (InputStream input = Files.newInputStream(file)) {
            tasks.json(utf8(input));
        } catch (NoSuchFileException e) {
            throw new ConfigException(Problem.error("cannot read '" + file + "': there is no such file"));
        } catch (IOException e) {
            throw tasks.unreadable(e);
        }
        return tasks.content(known);
    }

    /** Reads JSON from a stream, such as a pipe, to its end; otherwise as above. */
    public static Content read(InputStream input, String name, boolean strict, Predicate<String> known) {
        var tasks = new TaskFile(name, strict);
        try {
            tasks.json(utf8(input));
        } catch (IOException e) {
            throw tasks.unreadable(e);
        }
        return tasks.content(known);
    }

    /** Reads JSON that was printed; otherwise as above. */
    public static Content read(String text, String name, boolean strict, Predicate<String> known) {
        var tasks = new TaskFile(name, strict);
        try {
            tasks.json(new StringReader(text));
        } catch (IOException e) {
            throw tasks.unreadable(e);
        }
        return tasks.content(known);
    }

    private static Reader utf8(InputStream input) {
        return new InputStreamReader(input, StandardCharsets.UTF_8.newDecoder());
    }

    private ConfigException unreadable(IOException e) {
        String why = e instanceof CharacterCodingException ? "it is not UTF-8" : String.valueOf(e.getMessage());
        return new ConfigException(Problem.error("cannot read '" + name + "': " + why));
    }

    private Content content(Predicate<String> known) {
        if (problems.isEmpty()) {
            new TaskGraph(specs).problems(known, this::note);
        }
        if (more > 0) {
            problems.add(Problem.note(more + " more problems are not shown"));
        }
        if (problems.stream().anyMatch(Problem::isError)) {
            throw new ConfigException(problems);
        }
        return new Content(specs, reader.takeWarnings());
    }

    private void note(int index, Problem problem) {
        note(problem.at(places.get(index)));
    }

    private void note(Problem problem) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(problem);
        } else {
            more++;
        }
    }

    private void json(Reader text) throws IOException {
        var pieces = new JsonPieces(text);
        for (JsonPieces.Piece piece = pieces.next(); piece != null; piece = pieces.next()) {
            take(piece);
            if (piece.tooLong()) {
                note(Problem.error("this task is longer than " + JsonPieces.LONGEST + " characters")
                        .at(new Place(name, piece.line(), piece.column()))
                        .help("Is a brace or a quote not closed?"));
                return;
            }
        }
        if (pieces.isOpen()) {
            note(Problem.error("the list of tasks does not end")
                    .at(new Place(name, pieces.line(), 1))
                    .help("Was the file cut short? A list ends with ]"));
        }
    }

    private void take(JsonPieces.Piece piece) {
        var flaws = new ArrayList<Flaw>();
        try {
            String text = piece.text();
            Value value = Json.read(text);
            boolean line = text.indexOf('\n') < 0;
            reader.read(value, line ? text : Json.write(value), flaws).ifPresent(spec -> add(spec, piece));
        } catch (JsonException e) {
            broken(piece, String.valueOf(e.getMessage()));
            return;
        }
        if (!flaws.isEmpty() && problems.size() < MOST_PROBLEMS) {
            YamlNode node = YamlReader.read(name, piece.text()).root().orElse(null);
            flaws.forEach(flaw -> note(
                    node == null
                            ? problem(flaw).at(new Place(name, piece.line(), piece.column()))
                            : moved(place(flaw, node), piece)));
        } else {
            more += flaws.size();
        }
    }

    private void add(TaskSpec spec, JsonPieces.Piece piece) {
        specs.add(spec);
        places.add(new Place(name, piece.line(), piece.column()));
    }

    /** YAML can read most JSON, and knows places. */
    private void broken(JsonPieces.Piece piece, String why) {
        if (problems.size() >= MOST_PROBLEMS) {
            more++;
            return;
        }
        YamlFile file = YamlReader.read(name, piece.text());
        List<Problem> told = file.problems().stream().filter(Problem::isError).toList();
        if (told.isEmpty()) {
            note(Problem.error("this is not JSON: " + why).at(new Place(name, piece.line(), piece.column())));
        }
        told.forEach(problem -> note(moved(problem, piece)));
    }

    /** From its place in the piece to that in the file. */
    private Problem moved(Problem problem, JsonPieces.Piece piece) {
        Place in = problem.place().orElse(new Place(name, 1, 1));
        boolean first = in.line() == 1;
        int column = first ? in.column() + piece.column() - 1 : in.column();
        var place = new Place(name, in.line() + piece.line() - 1, column);
        if (problem.line().isEmpty() || column > LONGEST_COLUMN) {
            return problem.at(place);
        }
        return problem.at(
                place, " ".repeat(column - in.column()) + problem.line().get());
    }

    private static Problem problem(Flaw flaw) {
        Problem problem = Problem.error(flaw.what());
        return flaw.help().isEmpty() ? problem : problem.help(flaw.help());
    }

    private static Problem place(Flaw flaw, YamlNode task) {
        if (task instanceof YamlNode.Mapping mapping) {
            for (YamlNode.Entry entry : mapping.entries()) {
                if (entry.name().equals(flaw.key())) {
                    return entry.value().span().mark(problem(flaw));
                }
            }
        }
        return task.span().mark(problem(flaw));
    }

    private void yaml(YamlFile file) {
        if (file.broken() || file.root().isEmpty()) {
            file.problems().forEach(this::note);
            return;
        }
        YamlNode root = file.root().get();
        YamlNode list =
                root instanceof YamlNode.Mapping mapping ? mapping.find("tasks").orElse(root) : root;
        if (!(list instanceof YamlNode.Sequence(var span, List<YamlNode> items))) {
            note(list.span().mark(Problem.error("expected a list of tasks, but this is " + list.kind())));
            return;
        }
        for (YamlNode item : items) {
            var flaws = new ArrayList<Flaw>();
            Value value = YamlValues.of(item, flaws);
            if (flaws.isEmpty()) {
                reader.read(value, flaws).ifPresent(spec -> {
                    specs.add(spec);
                    places.add(item.place());
                });
            }
            flaws.forEach(flaw -> note(place(flaw, item)));
        }
    }
}
