package io.pergola.cli;

import io.pergola.json.Json;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.report.DisplayText;
import io.pergola.report.Style;
import io.pergola.resolve.Outcome;
import io.pergola.resolve.ResolvedTest;
import io.pergola.resolve.SkippedTest;
import io.pergola.resolve.TestSink;
import io.pergola.yaml.YamlWriter;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pergola view}. */
@Command(
        name = "view",
        description = "Show tests as they would run: layers merged, permutations made, variables filled in.",
        footer = {
            "",
            "Each permutation is a YAML document of its own; keys without a value are left out.",
            "",
            "Examples:",
            "  pergola view demo.triad",
            "  pergola view demo -m quick -c run.timeout=60",
            "  pergola view demo --json | jq '.tests[].name'"
        })
final class ViewCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private RequestOptions request = new RequestOptions();

    @Option(
            names = {"-j", "--json"},
            description = "Print JSON, with what is wrong.")
    private boolean json;

    ViewCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Outcome outcome = json ? printJson() : printYaml();
        return outcome.failed() > 0 ? ExitCode.USAGE : ExitCode.OK;
    }

    private Outcome resolve(TestSink sink) {
        return context.pergola().resolver().resolve(request.toRequest(), sink);
    }

    /** Each test as soon as it is known, so that memory does not depend on how many there are. */
    private Outcome printYaml() {
        Outcome outcome = resolve(new TestSink() {
            @Override
            public void runs(ResolvedTest test) {
                document(test, "");
            }

            @Override
            public void skips(SkippedTest skipped) {
                document(skipped.test(), "  (skipped: " + skipped.reason() + ")");
            }
        });
        if (outcome.failed() > 0 && outcome.tests() == 0) {
            throw new ConfigException(outcome.problems());
        }
        context.screen().out().flush();
        new ProblemPrinter(context.screen()).print(outcome.problems());
        return outcome;
    }

    private void document(ResolvedTest test, String remark) {
        Screen screen = context.screen();
        screen.line("---");
        screen.line(screen.paint(Style.BOLD, DisplayText.harmless("# " + test.name() + remark)));
        if (prune(test.config()) instanceof Value.Entries config) {
            screen.out().print(YamlWriter.write(config));
        }
    }

    /** Without what nobody set, and what is empty for that reason. */
    private static Value prune(Value value) {
        if (!(value instanceof Value.Entries entries)) {
            return value;
        }
        var kept = new LinkedHashMap<String, Value>();
        entries.values().forEach((key, each) -> {
            Value pruned = prune(each);
            if (!empty(pruned)) {
                kept.put(key, pruned);
            }
        });
        return new Value.Entries(kept);
    }

    private static boolean empty(Value value) {
        return switch (value) {
            case Value.Null() -> true;
            case Value.Items items -> items.values().isEmpty();
            case Value.Entries entries -> entries.values().isEmpty();
            default -> false;
        };
    }

    private Outcome printJson() {
        PrintWriter out = context.screen().out();
        var skipped = new ArrayList<Value>();
        out.print("{\"tests\":[");
        Outcome outcome = resolve(new TestSink() {
            private String separator = "";

            @Override
            public void runs(ResolvedTest test) {
                out.print(separator);
                out.print(Json.write(test(test)));
                separator = ",";
            }

            @Override
            public void skips(SkippedTest test) {
                skipped.add(skip(test));
            }
        });
        Value errors = ProblemJson.list(
                outcome.problems().stream().filter(Problem::isError).toList());
        out.print("],\"skipped\":" + Json.write(new Value.Items(skipped)) + ",\"errors\":" + Json.write(errors));
        context.screen().line("}");
        return outcome;
    }

    private static Value skip(SkippedTest test) {
        var values = new LinkedHashMap<String, Value>();
        values.put("name", Value.of(test.name()));
        values.put("reason", Value.of(test.reason()));
        return new Value.Entries(values);
    }

    private static Value test(ResolvedTest test) {
        var values = new LinkedHashMap<String, Value>();
        values.put("name", Value.of(test.name()));
        values.put("config", test.config());
        return new Value.Entries(values);
    }
}
