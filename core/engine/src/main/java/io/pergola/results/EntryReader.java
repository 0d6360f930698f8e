package io.pergola.results;

import io.pergola.model.Problem;
import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code result_parse}. */
final class EntryReader {

    private static final String DEFAULTS = "_defaults";
    private static final String SELECT_HELP = "It is first, last, all, uniq or an index";

    private final List<Problem> problems;
    private final Map<String, String> taken = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    EntryReader(List<Problem> problems) {
        this.problems = problems;
    }

    List<Entry> read(Value.Entries section) {
        section.values().forEach((parser, keys) -> {
            Optional<ParserKind> kind = Parsers.ALL.stream()
                    .filter(each -> each.name().equals(parser))
                    .findFirst();
            kind.ifPresentOrElse(known -> keys(known, keys), () -> unknownParser(parser));
        });
        return List.copyOf(entries);
    }

    private void unknownParser(String parser) {
        List<String> known = Parsers.ALL.stream().map(ParserKind::name).toList();
        problems.add(Problem.error("result_parse: there is no parser '" + parser + "'")
                .help(Nearest.sentence(parser, known)));
    }

    private void keys(ParserKind kind, Value keys) {
        String place = "result_parse." + kind.name();
        Map<String, Value> defaults = mapping(place, keys)
                .map(all -> all.get(DEFAULTS))
                .flatMap(found -> mapping(place + "." + DEFAULTS, found))
                .orElse(Map.of());
        List<Problem> found = new ArrayList<>();
        checkNames(kind, defaults, found);
        report(place + "." + DEFAULTS, found);
        mapping(place, keys).orElse(Map.of()).forEach((key, arguments) -> {
            if (!key.equals(DEFAULTS)) {
                entry(kind, key, arguments, defaults);
            }
        });
    }

    private Optional<Map<String, Value>> mapping(String place, Value value) {
        return switch (value) {
            case Value.Null() -> Optional.empty();
            case Value.Entries(var values) -> Optional.of(values);
            default -> {
                problems.add(Problem.error(place + " must be a mapping"));
                yield Optional.empty();
            }
        };
    }

    private void entry(ParserKind kind, String key, Value arguments, Map<String, Value> defaults) {
        String place = "result_parse." + kind.name() + "." + key;
        var values = new LinkedHashMap<>(defaults);
        mapping(place, arguments).ifPresent(values::putAll);
        values.values().removeIf(Value.Null.class::isInstance);
        List<Problem> found = new ArrayList<>();
        checkNames(kind, values, found);
        checkRequired(kind, values, found);
        List<String> names = KeyNames.read(key, place, taken, found);
        Entry entry = entry(kind, place, names, new Arguments(values, found));
        if (!report(place, found)) {
            entries.add(entry);
        }
    }

    /** True if there was anything to report. */
    private boolean report(String place, List<Problem> found) {
        found.forEach(problem -> problems.add(problem.in(place)));
        return !found.isEmpty();
    }

    private static void checkNames(ParserKind kind, Map<String, Value> values, List<Problem> found) {
        List<String> known = new ArrayList<>(Entry.COMMON);
        known.removeAll(kind.fixed());
        known.addAll(kind.required());
        known.addAll(kind.optional());
        for (String name : values.keySet()) {
            if (kind.fixed().contains(name)) {
                found.add(Problem.error("'" + name + "' cannot be set for the parser " + kind.name()));
            } else if (!known.contains(name)) {
                found.add(Problem.error("there is no argument '" + name + "'").help(Nearest.sentence(name, known)));
            }
        }
    }

    private static void checkRequired(ParserKind kind, Map<String, Value> values, List<Problem> found) {
        for (String name : kind.required()) {
            if (!values.containsKey(name)) {
                found.add(Problem.error("the argument '" + name + "' is missing"));
            }
        }
    }

    private static Entry entry(ParserKind kind, String place, List<String> names, Arguments arguments) {
        List<Pattern> sequence = new ArrayList<>(arguments.regexes("preceded_by"));
        sequence.add(arguments.regex("for_lines_matching"));
        return new Entry(
                place,
                names,
                kind.make().apply(arguments),
                arguments.texts("files", List.of("../run.log")),
                arguments.choice("per_file", PerFile.values(), PerFile.FIRST),
                action(names, arguments),
                List.copyOf(sequence),
                arguments.made("match_select", "first", MatchSelect::of, SELECT_HELP));
    }

    /** A verdict is a truth value, so the key {@code result} asks whether there was a value. */
    private static Action action(List<String> names, Arguments arguments) {
        Action action = arguments.choice("action", Action.values(), Action.STORE);
        boolean verdict = names.equals(List.of(KeyNames.RESULT));
        return verdict && action != Action.STORE_FALSE ? Action.STORE_TRUE : action;
    }
}
