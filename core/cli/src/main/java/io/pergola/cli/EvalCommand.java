package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.explain.Trial;
import io.pergola.explain.VariableSets;
import io.pergola.json.Json;
import io.pergola.json.JsonException;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.yaml.YamlFile;
import io.pergola.yaml.YamlNode;
import io.pergola.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pergola eval}. */
@Command(
        name = "eval",
        description = "Try a string of the test language: show what it comes to.",
        footer = {
            "",
            "The variables of this machine (sys_name, user, ...) are there; --var adds others.",
            "With --json, an object is read from standard input: the sets 'vars', 'sys', 'pav', 'sched',",
            "the names in 'deferred', 'results', and 'cases', each with 'in' and 'kind'.",
            "The answers are printed in the same order.",
            "",
            "Examples:",
            "  pergola eval '{{min([a,2])}}' --var a=3",
            "  pergola eval '[~-n {{n}}~ ]' --var 'n=[1, 2, 4]'",
            "  pergola eval --kind expr '2 ^ 10 / 3'",
            "  pergola eval --kind eval 'rate * 2' --var rate=12.5"
        })
final class EvalCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "STRING", arity = "0..1", description = "What to try.")
    private @Nullable String text;

    @Option(
            names = "--var",
            paramLabel = "NAME=VALUE",
            description =
                    "A variable: NAME or SET.NAME; the value is YAML, such as 3, [1, 2] or {x: 1}. May be repeated.")
    private List<String> variables = new ArrayList<>();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description =
                    "string (default); expr: what stands between braces; eval: a result evaluation, --var are results.")
    private Trial.Kind kind = Trial.Kind.STRING;

    @Option(
            names = {"-j", "--json"},
            description = "Read cases from standard input and answer them as JSON.")
    private boolean json;

    EvalCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (json) {
            context.screen().line(Json.write(answers()));
            return ExitCode.OK;
        }
        String given = text;
        if (given == null) {
            throw new ConfigException(
                    Problem.error("which string?").help("for example: pergola eval '{{min([a,2])}}' --var a=3"));
        }
        print(trial().run(kind, given));
        return ExitCode.OK;
    }

    private Value answers() {
        try {
            return Trial.answers(Json.read(context.in()), context.pergola().functions());
        } catch (JsonException e) {
            throw new ConfigException(Problem.error("standard input is not JSON: " + e.getMessage()));
        }
    }

    private Trial trial() {
        Pergola pergola = context.pergola();
        VariableSets sets = VariableSets.of(pergola.resolver().sets());
        var results = new LinkedHashMap<String, Value>();
        for (String variable : variables) {
            int equals = variable.indexOf('=');
            if (equals < 1) {
                throw new ConfigException(Problem.error("--var: '" + variable + "' is not of the form NAME=VALUE")
                        .help("Write, for example, --var a=3"));
            }
            String name = variable.substring(0, equals).strip();
            Value value = value(variable, equals);
            int dot = name.indexOf('.');
            String set = dot < 0 ? "var" : name.substring(0, dot);
            if (!VariableSets.isSet(set)) {
                throw new ConfigException(Problem.error("--var: there is no set '" + set + "'")
                        .help("The sets are var, sys, pav, sched"));
            }
            sets = sets.with(set, name.substring(dot + 1), value);
            results.put(name, value);
        }
        return new Trial(sets, new Value.Entries(results), pergola.functions());
    }

    private static Value value(String variable, int equals) {
        YamlFile file =
                YamlReader.read("<--var " + variable + ">", " ".repeat(equals + 1) + variable.substring(equals + 1));
        if (file.broken()) {
            throw new ConfigException(file.problems());
        }
        return file.root().map(EvalCommand::value).orElse(Value.of(""));
    }

    private static Value value(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar -> Value.of(scalar.value().orElse(""));
            case YamlNode.Sequence sequence ->
                new Value.Items(
                        sequence.items().stream().map(EvalCommand::value).toList());
            case YamlNode.Mapping mapping -> {
                var parts = new LinkedHashMap<String, Value>();
                mapping.entries().forEach(entry -> parts.put(entry.name(), value(entry.value())));
                yield new Value.Entries(parts);
            }
        };
    }

    /** The text itself; a list an item a line; what is not a text as JSON, so that 5 and "5" can be told apart. */
    private void print(Value value) {
        switch (value) {
            case Value.Text(String result) -> context.screen().line(result);
            case Value.Items(List<Value> items) when kind == Trial.Kind.STRING -> items.forEach(this::print);
            default -> context.screen().line(Json.write(value));
        }
    }
}
