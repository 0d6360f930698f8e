package io.pergola.cli;

import io.pergola.explain.Explainer;
import io.pergola.explain.Explanation;
import io.pergola.json.Json;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.resolve.RunRequest;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pergola explain}. */
@Command(
        name = "explain",
        description = "Show where the values of a test come from: who set them, over whom, and what went in.",
        footer = {
            "",
            "Of several permutations the first is explained; name another as SUITE.TEST.SUBTITLE.",
            "",
            "Examples:",
            "  pergola explain demo.triad                        all that somebody set",
            "  pergola explain demo.triad run.timeout -m quick   one value with its whole chain",
            "  pergola explain demo.triad variables.size --json"
        })
final class ExplainCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "TEST", arity = "0..1", description = "SUITE.TEST[.PERMUTATION]")
    private @Nullable String test;

    @Parameters(
            paramLabel = "KEY",
            arity = "0..1",
            description = "A key or section, such as run, run.timeout, run.cmds.0 or variables.size.")
    private @Nullable String key;

    @Mixin
    private LayerOptions layers = new LayerOptions();

    @Option(
            names = {"-j", "--json"},
            description = "Print JSON.")
    private boolean json;

    ExplainCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        String name = test;
        if (name == null) {
            throw new ConfigException(
                    Problem.error("which test?").help("name one as SUITE.TEST; 'pergola show tests' lists them"));
        }
        RunRequest request = layers.toRequest(List.of(name), List.of(), 1);
        Explanation explanation = new Explainer(context.pergola().resolver()).explain(request, key);
        if (json) {
            context.screen().line(Json.write(ExplanationJson.of(explanation)));
        } else {
            new ExplanationText(context.screen()).print(explanation, key != null);
            context.screen().out().flush();
            new ProblemPrinter(context.screen()).print(explanation.problems());
        }
        return explanation.problems().stream().anyMatch(Problem::isError) ? ExitCode.USAGE : ExitCode.OK;
    }
}
