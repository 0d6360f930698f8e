package io.pergola.resolve;

import io.pergola.expr.ArgumentException;
import io.pergola.expr.ExpressionException;
import io.pergola.expr.PythonRegex;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decides by {@code only_if} and {@code not_if} whether a test runs. Not safe for several threads. */
final class Conditions {

    private final Map<String, Pattern> compiled = new HashMap<>();

    /**
     * Why a test does not run; empty if it does.
     *
     * @throws ResolveFailure if an expression is not one
     */
    Optional<String> skip(Value.Entries config) {
        for (var clause : clauses(config, "not_if").entrySet()) {
            for (String regex : clause.getValue()) {
                if (matches("not_if", clause.getKey(), regex)) {
                    return Optional.of("not_if: '" + clause.getKey() + "' matches '" + regex + "'");
                }
            }
        }
        for (var clause : clauses(config, "only_if").entrySet()) {
            List<String> regexes = clause.getValue();
            if (regexes.stream().noneMatch(regex -> matches("only_if", clause.getKey(), regex))) {
                return Optional.of("only_if: '" + clause.getKey() + "' matches none of "
                        + (regexes.isEmpty() ? "no expressions" : "'" + String.join("', '", regexes) + "'"));
            }
        }
        return Optional.empty();
    }

    private static Map<String, List<String>> clauses(Value.Entries config, String key) {
        var clauses = new LinkedHashMap<String, List<String>>();
        SectionReader.section(config, key).values().forEach((text, patterns) -> {
            if (patterns instanceof Value.Items(List<Value> items)) {
                clauses.put(
                        text,
                        items.stream()
                                .map(item -> item instanceof Value.Text(String regex) ? regex : "")
                                .toList());
            }
        });
        return clauses;
    }

    private boolean matches(String section, String text, String regex) {
        try {
            Pattern pattern = compiled.computeIfAbsent(
                    regex, written -> PythonRegex.compile(written.endsWith("$") ? written : written + "$"));
            return PythonRegex.matchStart(pattern, text).isPresent();
        } catch (ExpressionException e) {
            throw new ResolveFailure(Problem.error(
                    section + "." + text + ": '" + regex + "' is not a regular expression: " + e.getMessage()));
        } catch (ArgumentException e) {
            throw new ResolveFailure(
                    Problem.error(section + "." + text + ": '" + regex + "' cannot be matched: " + e.getMessage()));
        }
    }
}
