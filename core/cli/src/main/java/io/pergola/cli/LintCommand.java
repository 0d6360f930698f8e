package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.json.Json;
import io.pergola.lint.Finding;
import io.pergola.lint.Linter;
import io.pergola.lint.Report;
import io.pergola.lint.Rule;
import io.pergola.lint.Sarif;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pergola lint}. */
@Command(
        name = "lint",
        description = "Check suites, layers and pergola.yaml: show what is wrong, or not what it seems.",
        footer = {
            "",
            "Without files, everything in all config directories is checked. Nothing is built or run.",
            "Exit code: 2 if there are errors, 0 if there are only warnings.",
            "",
            "Examples:",
            "  pergola lint",
            "  pergola lint tests/io.yaml hosts/login.yaml",
            "  pergola lint --sarif > lint.sarif       for code hosts"
        })
final class LintCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "FILE", description = "Only these files, or the config directories that are given.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = {"-j", "--json"},
            description = "Print JSON.")
    private boolean json;

    @Option(names = "--sarif", description = "Print a SARIF 2.1.0 log.")
    private boolean sarif;

    LintCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Report report = report();
        if (sarif) {
            var log = new Sarif(
                    context.environment().version(), context.environment().currentDir());
            context.screen().line(Json.write(log.log(report)));
        } else if (json) {
            context.screen().line(Json.write(json(report)));
        } else {
            print(report);
        }
        return report.errors() > 0 ? ExitCode.USAGE : ExitCode.OK;
    }

    /** A site that cannot be read is a finding like others. */
    private Report report() {
        List<Path> given = files.stream()
                .map(file -> context.environment().currentDir().resolve(file))
                .toList();
        try {
            Pergola pergola = Pergola.open(context.environment());
            var linter = new Linter(pergola.site(), pergola.resolver());
            return given.isEmpty() ? linter.lint() : linter.lint(given);
        } catch (ConfigException e) {
            return new Report(
                    1,
                    e.problems().stream()
                            .map(problem -> new Finding(Rule.STRUCTURE, problem))
                            .toList());
        }
    }

    private void print(Report report) {
        ProblemPrinter.result(context.screen())
                .print(report.findings().stream().map(Finding::problem).toList());
        long warnings = report.findings().size() - report.errors();
        context.screen().out().flush();
        context.screen()
                .info(count(report.files(), "file") + ": " + count(report.errors(), "error") + ", "
                        + count(warnings, "warning"));
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static Value json(Report report) {
        var findings = new ArrayList<Value>();
        for (Finding finding : report.findings()) {
            Problem problem = finding.problem();
            var row = new LinkedHashMap<String, Value>();
            row.put("rule", Value.of(finding.rule().id()));
            row.put("severity", Value.of(problem.severity().name().toLowerCase(Locale.ROOT)));
            row.putAll(ProblemJson.of(problem).values());
            findings.add(new Value.Entries(row));
        }
        var whole = new LinkedHashMap<String, Value>();
        whole.put("files", Value.of((long) report.files()));
        whole.put("errors", Value.of(report.errors()));
        whole.put("findings", new Value.Items(findings));
        return new Value.Entries(whole);
    }
}
