package io.pergola.cli;

import io.pergola.json.Json;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.report.DisplayText;
import io.pergola.report.Style;
import io.pergola.resolve.Resolution;
import io.pergola.resolve.ResolvedTest;
import io.pergola.resolve.SkippedTest;
import io.pergola.yaml.YamlWriter;
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
            "Each permutation is a YAML document of its own; keys that nobody set are left out.",
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
        Resolution resolution = context.pergola().resolver().resolve(request.toRequest());
        if (json) {
            printJson(resolution);
        } else {
            printYaml(resolution);
        }
        return resolution.failed() > 0 ? ExitCode.USAGE : ExitCode.OK;
    }

    private void printYaml(Resolution resolution) {
        if (resolution.failed() > 0 && resolution.tests().isEmpty()) {
            throw new ConfigException(resolution.problems());
        }
        new ProblemPrinter(context.screen()).print(resolution.problems());
        for (ResolvedTest test : resolution.tests()) {
            document(test, "");
        }
        for (SkippedTest skipped : resolution.skipped()) {
            document(skipped.test(), "  (skipped: " + skipped.reason() + ")");
        }
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
            boolean empty = pruned instanceof Value.Entries(var values) && values.isEmpty();
            if (!empty && !(pruned instanceof Value.Null)) {
                kept.put(key, pruned);
            }
        });
        return new Value.Entries(kept);
    }

    private void printJson(Resolution resolution) {
        var tests = new ArrayList<Value>();
        resolution.tests().forEach(test -> tests.add(test(test)));
        var skipped = new ArrayList<Value>();
        resolution.skipped().forEach(each -> {
            var values = new LinkedHashMap<String, Value>();
            values.put("name", Value.of(each.name()));
            values.put("reason", Value.of(each.reason()));
            skipped.add(new Value.Entries(values));
        });
        var whole = new LinkedHashMap<String, Value>();
        whole.put("tests", new Value.Items(tests));
        whole.put("skipped", new Value.Items(skipped));
        whole.put(
                "errors",
                ProblemJson.list(
                        resolution.problems().stream().filter(Problem::isError).toList()));
        context.screen().line(Json.write(new Value.Entries(whole)));
    }

    private static Value test(ResolvedTest test) {
        var values = new LinkedHashMap<String, Value>();
        values.put("name", Value.of(test.name()));
        values.put("config", test.config());
        return new Value.Entries(values);
    }
}
