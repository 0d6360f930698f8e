package io.pergola.explain;

import io.pergola.expr.DeferredException;
import io.pergola.expr.Expression;
import io.pergola.expr.ExpressionException;
import io.pergola.expr.Functions;
import io.pergola.expr.Template;
import io.pergola.expr.Variable;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.yaml.SourceText;
import io.pergola.yaml.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** Tries strings and expressions out. */
public final class Trial {

    /** What a text is read as. */
    public enum Kind {
        /** A value string of a test. */
        STRING,
        /** What stands between double braces. */
        EXPR,
        /** An expression of {@code result_evaluate}, over results. */
        EVAL
    }

    private final VariableSets variables;
    private final Value.Entries results;
    private final Functions functions;

    /** With these variables, and results for {@link Kind#EVAL}. */
    public Trial(VariableSets variables, Value.Entries results, Functions functions) {
        this.variables = variables;
        this.results = results;
        this.functions = functions;
    }

    /**
     * What a text comes to.
     *
     * @throws ConfigException if it has no value; the place is in the source {@code <string>}
     */
    public Value run(Kind kind, String text) {
        try {
            return switch (kind) {
                case STRING -> Template.parse(text).resolve(variables, functions);
                case EXPR -> Expression.parse(text).evaluate(variables, functions);
                case EVAL -> Expression.parse(text).evaluateResults(results, functions);
            };
        } catch (DeferredException e) {
            int start = e.reference().start();
            throw new ConfigException(mark(text, start, Problem.error(String.valueOf(e.getMessage()))));
        } catch (ExpressionException e) {
            Problem problem = Problem.error(String.valueOf(e.getMessage()));
            throw new ConfigException(
                    mark(text, e.start(), e.help().map(problem::help).orElse(problem)));
        }
    }

    private static Problem mark(String text, int offset, Problem problem) {
        return new Span(new SourceText("<string>", text), offset, text.length()).mark(problem);
    }

    /**
     * Answers a document: the sets {@code vars sys pav sched}, the names in {@code deferred}, {@code results}, and {@code cases}, each with
     * {@code in} and {@code kind}. The answers are in the order of the cases, each {@code {"out": value}} or {@code {"error": message}}.
     *
     * @throws ConfigException if the document has another form
     */
    public static Value.Entries answers(Value document, Functions functions) {
        if (!(document instanceof Value.Entries(var all))) {
            throw wrong("a JSON object is expected");
        }
        Trial trial = new Trial(variables(all), entries(all, "results"), functions);
        List<Value> answers = items(all, "cases").stream().map(trial::answer).toList();
        return (Value.Entries) Value.of(Map.of("answers", new Value.Items(answers)));
    }

    private static VariableSets variables(Map<String, Value> all) {
        var sets = new LinkedHashMap<String, SequencedMap<String, Variable>>();
        for (String set : List.of("var", "sys", "pav", "sched")) {
            var variables = new LinkedHashMap<String, Variable>();
            entries(all, set.equals("var") ? "vars" : set)
                    .values()
                    .forEach((name, value) -> variables.put(name, VariableSets.variable(value)));
            sets.put(set, variables);
        }
        VariableSets known = VariableSets.of(sets);
        for (Value name : items(all, "deferred")) {
            List<String> parts = name instanceof Value.Text(String text) ? List.of(text.split("\\.", 2)) : List.of();
            if (parts.size() != 2 || !VariableSets.isSet(parts.getFirst())) {
                throw wrong("each name in \"deferred\" is a text of the form SET.NAME");
            }
            known = known.with(parts.getFirst(), parts.getLast(), new Variable.Deferred());
        }
        return known;
    }

    private static Value.Entries entries(Map<String, Value> all, String key) {
        Value value = all.getOrDefault(key, new Value.Entries(new LinkedHashMap<>()));
        if (value instanceof Value.Entries entries) {
            return entries;
        }
        throw wrong("\"" + key + "\" is an object of names and values");
    }

    private static List<Value> items(Map<String, Value> all, String key) {
        Value value = all.getOrDefault(key, new Value.Items(new ArrayList<>()));
        if (value instanceof Value.Items(List<Value> items)) {
            return items;
        }
        throw wrong("\"" + key + "\" is a list");
    }

    private static ConfigException wrong(String what) {
        return new ConfigException(Problem.error("standard input: " + what)
                .help("Write {\"vars\": {\"a\": \"3\"}, \"cases\": [{\"kind\": \"string\", \"in\": \"{{a}}\"}]}"));
    }

    private Value answer(Value question) {
        if (!(question instanceof Value.Entries(var fields)) || !(fields.get("in") instanceof Value.Text(String in))) {
            return Value.of(Map.of("error", Value.of("a case is an object with a text \"in\"")));
        }
        Optional<Kind> kind = kind(fields.getOrDefault("kind", Value.of("string")));
        if (kind.isEmpty()) {
            return Value.of(Map.of("error", Value.of("the kind is string, expr or eval")));
        }
        try {
            return Value.of(Map.of("out", run(kind.get(), in)));
        } catch (ConfigException e) {
            return Value.of(Map.of("error", Value.of(e.problems().getFirst().what())));
        }
    }

    private static Optional<Kind> kind(Value written) {
        return Stream.of(Kind.values())
                .filter(kind -> written.equals(Value.of(kind.name().toLowerCase(Locale.ROOT))))
                .findFirst();
    }
}
