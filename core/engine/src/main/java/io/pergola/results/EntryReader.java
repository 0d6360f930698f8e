package io.pergola.results;

import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.spi.ResultParserInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads {@code result_parse}. */
final class EntryReader {

    private static final String DEFAULTS = "_defaults";
    private static final String SELECT_HELP = "It is first, last, all, uniq or an index";

    private final ProblemSink problems;
    private final Predicate<String> waits;
    private final SiteParsers parsers;
    private final Map<String, String> taken = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    /** {@code waits} is true for texts that are not known yet, and so cannot be at fault. */
    EntryReader(ProblemSink problems, Predicate<String> waits, SiteParsers parsers) {
        this.problems = problems;
        this.waits = waits;
        this.parsers = parsers;
    }

    List<Entry> read(Value.Entries section) {
        section.values().forEach((parser, keys) -> {
            Optional<ParserKind> kind =
                    Parsers.find(parser).or(() -> parsers.find(parser).map(PluginKind::of));
            kind.ifPresentOrElse(known -> keys(known, keys), () -> unknownParser(parser));
        });
        return List.copyOf(entries);
    }

    private void unknownParser(String parser) {
        List<String> known = new ArrayList<>(parsers.names());
        Parsers.ALL.forEach(kind -> known.add(kind.name()));
        String help = (Nearest.sentence(parser, known) + " " + parsers.missing()).strip();
        problems.report(
                "result_parse." + parser,
                Problem.error("result_parse: there is no parser '" + parser + "'")
                        .help(help));
    }

    private void keys(ParserKind kind, Value keys) {
        String place = "result_parse." + kind.name();
        Map<String, Value> defaults = mapping(place, keys)
                .map(all -> all.get(DEFAULTS))
                .flatMap(found -> mapping(place + "." + DEFAULTS, found))
                .orElse(Map.of());
        checkNames(kind, defaults, new Faults(problems, place + "." + DEFAULTS));
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
                problems.report(place, Problem.error(place + " must be a mapping"));
                yield Optional.empty();
            }
        };
    }

    private void entry(ParserKind kind, String key, Value arguments, Map<String, Value> defaults) {
        String place = "result_parse." + kind.name() + "." + key;
        var values = new LinkedHashMap<>(defaults);
        mapping(place, arguments).ifPresent(values::putAll);
        values.values().removeIf(Value.Null.class::isInstance);
        var faults = new Faults(problems, place);
        checkNames(kind, values, faults);
        checkRequired(kind, values, faults);
        List<String> names = KeyNames.read(key, place, taken, faults);
        boolean whole = !values.values().removeIf(this::waits);
        Entry entry = entry(kind, place, names, new Arguments(values, faults, whole));
        if (names.contains(KeyNames.RESULT)
                && (entry.perFile() == PerFile.NAME || entry.perFile() == PerFile.NAME_LIST)) {
            faults.add(
                    "per_file",
                    Problem.error("'result' must be a single value, so per_file cannot be a name")
                            .help("Use per_file: all or any"));
        }
        if (!faults.any()) {
            entries.add(entry);
        }
    }

    private boolean waits(Value value) {
        return switch (value) {
            case Value.Text(String text) -> waits.test(text);
            case Value.Items(var items) -> items.stream().anyMatch(this::waits);
            default -> false;
        };
    }

    private static void checkNames(ParserKind kind, Map<String, Value> values, Faults faults) {
        List<String> known = new ArrayList<>(ResultParserInfo.COMMON);
        known.removeAll(kind.fixed());
        known.addAll(kind.required());
        known.addAll(kind.optional());
        for (String name : values.keySet()) {
            if (kind.fixed().contains(name)) {
                faults.add(name, Problem.error("'" + name + "' cannot be set for the parser " + kind.name()));
            } else if (!known.contains(name)) {
                faults.add(
                        name,
                        Problem.error("there is no argument '" + name + "'").help(Nearest.sentence(name, known)));
            }
        }
    }

    private static void checkRequired(ParserKind kind, Map<String, Value> values, Faults faults) {
        for (String name : kind.required()) {
            if (!values.containsKey(name)) {
                faults.add(Problem.error("the argument '" + name + "' is missing"));
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
                arguments.made("match_select", "first", MatchSelect::of, SELECT_HELP),
                units(names, arguments));
    }

    private static List<String> units(List<String> names, Arguments arguments) {
        List<String> units = arguments.texts("unit", List.of());
        if (units.size() > names.size()) {
            arguments.add("unit", Problem.error("there are " + units.size() + " units for " + names.size() + " keys"));
        }
        return units.stream().map(String::strip).toList();
    }

    /** A verdict is a truth value, so the key {@code result} asks whether there was a value. */
    private static Action action(List<String> names, Arguments arguments) {
        Action action = arguments.choice("action", Action.values(), Action.STORE);
        boolean verdict = names.equals(List.of(KeyNames.RESULT));
        return verdict && action != Action.STORE_FALSE ? Action.STORE_TRUE : action;
    }
}
