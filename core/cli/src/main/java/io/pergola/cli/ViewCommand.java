package io.pergola.cli;

import io.pergola.explain.Given;
import io.pergola.json.Json;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.report.DisplayText;
import io.pergola.report.Style;
import io.pergola.resolve.Outcome;
import io.pergola.resolve.ResolvedTest;
import io.pergola.resolve.Resolver;
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
            "Each permutation is a YAML document of its own, with what the test, its ancestors or any layer set.",
            "Texts marked '!deferred!' are filled in when the job runs.",
            "'pergola show test_config' lists all keys with their defaults; 'explain' says who set a value.",
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

    @Option(names = "--defaults", description = "Also what nobody set, with its default.")
    private boolean defaults;

    @Option(
            names = {"-j", "--json"},
            description = "Print JSON, with all keys and what is wrong.")
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

    private Given given() {
        Resolver resolver = context.pergola().resolver();
        return defaults ? Given.withDefaults(resolver, request.toRequest()) : Given.only(resolver, request.toRequest());
    }

    /** Each test as soon as it is known, so that memory does not depend on how many there are. */
    private Outcome printYaml() {
        Given given = given();
        Outcome outcome = resolve(new TestSink() {
            @Override
            public void runs(ResolvedTest test) {
                document(test, "", given);
            }

            @Override
            public void skips(SkippedTest skipped) {
                document(skipped.test(), "  (skipped: " + skipped.reason() + ")", given);
            }
        });
        if (outcome.failed() > 0 && outcome.tests() == 0) {
            throw new ConfigException(outcome.problems());
        }
        context.screen().out().flush();
        new ProblemPrinter(context.screen()).print(outcome.problems());
        return outcome;
    }

    private void document(ResolvedTest test, String remark, Given given) {
        Screen screen = context.screen();
        screen.line("---");
        screen.line(screen.paint(Style.BOLD, DisplayText.harmless("# " + test.name() + remark)));
        Value.Entries config = given.of(test);
        if (!config.values().isEmpty()) {
            screen.out().print(YamlWriter.write(config));
        }
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
