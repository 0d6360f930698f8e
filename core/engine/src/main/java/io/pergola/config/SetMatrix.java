package io.pergola.config;

import io.pergola.model.Problem;
import io.pergola.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The matrix of a set: names with the values that each has in turn. {@code {{matrix.NAME}}} stands for the value in texts of the set;
 * what else stands between braces there is left to the tests.
 */
final class SetMatrix {

    static final String KEY = "matrix";

    private static final Pattern USE = Pattern.compile("\\{\\{\\s*matrix\\.([a-zA-Z][a-zA-Z0-9_]*)\\s*\\}\\}");
    private static final Pattern OTHER_USE = Pattern.compile("\\{\\{[^{}]*\\bmatrix\\s*[.\\[]");

    /** What has a meaning of its own in the names of sets, and in texts. */
    private static final Pattern UNFIT = Pattern.compile("[,(){}\\p{Cntrl}]");

    private final String path;
    private final List<Problem> problems;
    private final SequencedMap<String, List<String>> values = new LinkedHashMap<>();

    /** Reads that of a set; {@code path} is the set in messages. */
    SetMatrix(YamlNode.Mapping set, String path, List<Problem> problems) {
        this.path = path;
        this.problems = problems;
        @Nullable YamlNode written = set.find(KEY).orElse(null);
        if (written instanceof YamlNode.Mapping mapping) {
            if (mapping.entries().isEmpty()) {
                problems.add(mapping.span()
                        .mark(Problem.error(path + ".matrix: there is no name in it")
                                .help("Write NAME: [VALUE, ...], or take it out")));
            }
            mapping.entries().forEach(this::read);
        }
    }

    private void read(YamlNode.Entry entry) {
        List<YamlNode.Scalar> scalars = SeriesNodes.scalars(entry.value());
        if (scalars.isEmpty()) {
            problems.add(entry.key()
                    .span()
                    .mark(Problem.error(path + ".matrix." + entry.name() + ": there is no value")
                            .help("Write " + entry.name() + ": [VALUE, ...], or take it out")));
        }
        Set<String> seen = new HashSet<>();
        for (YamlNode.Scalar scalar : scalars) {
            String value = scalar.value().orElse("").strip();
            String where = path + ".matrix." + entry.name() + ": ";
            if (UNFIT.matcher(value).find()) {
                problems.add(scalar.span()
                        .mark(Problem.error(where + "'" + value + "' has a character that a value may not have")
                                .help("Values have no comma, parentheses, braces or line ends, as they are part of the"
                                        + " names of sets")));
            } else if (!seen.add(value)) {
                problems.add(scalar.span()
                        .mark(Problem.error(where + "'" + value + "' is there twice")
                                .help("Take one out")));
            }
        }
        values.put(entry.name(), List.copyOf(seen.isEmpty() ? List.of() : distinct(scalars)));
    }

    private static List<String> distinct(List<YamlNode.Scalar> scalars) {
        return scalars.stream()
                .map(scalar -> scalar.value().orElse("").strip())
                .distinct()
                .toList();
    }

    /** True if the set is one. */
    boolean isEmpty() {
        return values.isEmpty();
    }

    /** How many sets it makes. */
    long size() {
        long size = 1;
        for (List<String> each : values.values()) {
            size = Math.min(Integer.MAX_VALUE, size * each.size());
        }
        return size;
    }

    /** Each with a value for each name; the last name changes fastest. */
    List<Map<String, String>> combinations() {
        List<Map<String, String>> all = List.of(Map.of());
        for (var name : values.entrySet()) {
            List<Map<String, String>> more = new ArrayList<>();
            for (Map<String, String> before : all) {
                for (String value : name.getValue()) {
                    var with = new LinkedHashMap<>(before);
                    with.put(name.getKey(), value);
                    more.add(with);
                }
            }
            all = more;
        }
        return all;
    }

    /** The name of the set that a combination makes. */
    String name(String set, Map<String, String> combination) {
        return isEmpty() ? set : set + "(" + String.join(",", combination.values()) + ")";
    }

    /** Tells which uses of it in a text are wrong. Without a matrix, there are none: a test may have a variable of that name. */
    void check(YamlNode.Scalar scalar, String key) {
        if (isEmpty()) {
            return;
        }
        String text = scalar.value().orElse("");
        Matcher use = USE.matcher(text);
        while (use.find()) {
            String name = use.group(1);
            if (!values.containsKey(name)) {
                String near = Suggestions.didYouMean(name, values.keySet());
                problems.add(scalar.mark(
                        Problem.error(path + "." + key + ": there is no '" + name + "' in the matrix")
                                .help(near.isEmpty() ? "There are: " + String.join(", ", values.keySet()) : near),
                        use.start(1)));
            }
        }
        Matcher other = OTHER_USE.matcher(text.replaceAll(USE.pattern(), ""));
        if (other.find()) {
            problems.add(scalar.span()
                    .mark(Problem.error(path + "." + key + ": 'matrix' cannot be part of a longer expression")
                            .help("Write {{matrix.NAME}} alone; the rest is for the tests")));
        }
    }

    /** The text with the values in their places. */
    static String put(String text, Map<String, String> combination) {
        return combination.isEmpty()
                ? text
                : USE.matcher(text)
                        .replaceAll(use -> Matcher.quoteReplacement(combination.getOrDefault(
                                use.group(1), use.group().toString())));
    }
}
