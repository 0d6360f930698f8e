package io.pergola.resolve;

import io.pergola.expr.Expression;
import io.pergola.expr.ExpressionException;
import io.pergola.expr.PythonRegex;
import io.pergola.model.Problem;
import io.pergola.model.ResultKeys;
import io.pergola.model.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Finds what makes no sense in {@code result_parse} and {@code result_evaluate}, before anything is run. */
final class ResultChecks {

    private static final Set<String> REGEXES = Set.of(
            "regex", "for_lines_matching", "preceded_by", "delimiter_re", "row_ignore_re", "table_end_re", "stop_at");
    private static final Map<String, List<String>> CHOICES = Map.of(
            "action",
            List.of(
                    "store",
                    "store_str",
                    "store_true",
                    "store_false",
                    "count",
                    "store_sum",
                    "store_min",
                    "store_median",
                    "store_mean",
                    "store_max"),
            "per_file",
            List.of("first", "last", "name", "name_list", "list", "any", "all"),
            "match_select",
            List.of("first", "last", "all", "uniq"),
            "output_type",
            List.of("return_value", "stdout"),
            "stderr_dest",
            List.of("null", "stdout"),
            "has_row_labels",
            List.of("true", "false"),
            "by_column",
            List.of("true", "false"),
            "lstrip",
            List.of("true", "false"));
    private static final Map<String, String> REQUIRED =
            Map.of("regex", "regex", "constant", "const", "command", "command");
    private static final Map<String, Set<String>> NOT_TAKEN = Map.of(
            "constant", Set.of("files", "per_file", "match_select", "for_lines_matching", "preceded_by"),
            "filecheck", Set.of("match_select", "for_lines_matching", "preceded_by"));

    private final BiFunction<String, Problem, Problem> locate;
    private final List<Problem> problems;
    private final Set<String> seen = new HashSet<>();

    ResultChecks(List<Problem> problems, BiFunction<String, Problem, Problem> locate) {
        this.problems = problems;
        this.locate = locate;
    }

    void check(Value.Entries config) {
        SectionReader.section(config, "result_parse").values().forEach((parser, entries) -> {
            if (entries instanceof Value.Entries(var results)) {
                results.forEach((key, arguments) -> parser(parser, key, arguments));
            }
        });
        SectionReader.section(config, "result_evaluate").values().forEach(this::evaluation);
    }

    private void parser(String parser, String key, Value arguments) {
        String path = "result_parse." + parser + "." + key;
        Map<String, Value> given = arguments instanceof Value.Entries(var values) ? values : Map.of();
        boolean defaults = key.equals("_defaults");
        @Nullable String required = REQUIRED.get(parser);
        if (required != null && !defaults && !given.containsKey(required)) {
            wrong(path, "the parser '" + parser + "' needs '" + required + "'", "Add it");
        }
        if (!defaults) {
            names(parser, key, path);
        }
        Set<String> refused = NOT_TAKEN.getOrDefault(parser, Set.of());
        given.forEach((name, value) -> {
            if (refused.contains(name)) {
                wrong(path + "." + name, "the parser '" + parser + "' takes no '" + name + "'", "Take it out");
            } else {
                argument(path + "." + name, name, value);
            }
        });
        boolean byFile = given.get("per_file") instanceof Value.Text(String how) && how.startsWith("name");
        if (key.strip().equals("result") && byFile) {
            wrong(path, "'result' must be a single value, so per_file cannot be a name", "Use per_file: all or any");
        }
    }

    private void names(String parser, String key, String path) {
        for (String part : key.split(",")) {
            String name = part.strip();
            if (name.equals("_")) {
                continue;
            }
            if (ResultKeys.reserved(name)) {
                wrong(
                        path,
                        "the result '" + name + "' is the harness's own (parser '" + parser + "')",
                        "Use another name");
            }
            if (!seen.add(name)) {
                wrong(path, "the result '" + name + "' is parsed twice", "Give each result a name of its own");
            }
        }
    }

    private void argument(String path, String name, Value value) {
        switch (value) {
            case Value.Items(List<Value> items) -> {
                for (int i = 0; i < items.size(); i++) {
                    argument(path, name, items.get(i));
                }
            }
            case Value.Text(String text) -> {
                if (!Deferral.waits(text)) {
                    text(path, name, text);
                }
            }
            default -> {}
        }
    }

    private void text(String path, String name, String text) {
        if (REGEXES.contains(name)) {
            regex(path, text);
        }
        @Nullable List<String> choices = CHOICES.get(name);
        boolean index = name.equals("match_select") && text.strip().matches("-?\\d{1,9}");
        if (choices != null && !index && !choices.contains(text.strip().toLowerCase(Locale.ROOT))) {
            wrong(path, "expected one of " + String.join(", ", choices) + ", but this is '" + text + "'", "");
        }
    }

    private void regex(String path, String text) {
        try {
            PythonRegex.compile(text);
        } catch (ExpressionException e) {
            wrong(path, "'" + text + "' is not a regular expression: " + e.getMessage(), "");
        }
    }

    private void evaluation(String name, Value value) {
        String path = "result_evaluate." + name;
        if (ResultKeys.reserved(name)) {
            wrong(path, "the result '" + name + "' is the harness's own", "Use another name");
        }
        if (!(value instanceof Value.Text(String text)) || Deferral.waits(text)) {
            return;
        }
        try {
            Expression.parse(text);
        } catch (ExpressionException e) {
            wrong(path, e.getMessage() + " in '" + text + "'", e.help().orElse(""));
        }
    }

    private void wrong(String path, String what, String help) {
        Problem problem = Problem.error(path + ": " + what);
        problems.add(locate.apply(path, help.isEmpty() ? problem : problem.help(help)));
    }
}
