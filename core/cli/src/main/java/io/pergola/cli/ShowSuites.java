package io.pergola.cli;

import io.pergola.config.Suite;
import io.pergola.config.SuiteTest;
import io.pergola.model.Value;
import io.pergola.report.Column;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code pergola show suites}. */
@Command(name = "suites", description = "The suites, and the files they are in.")
final class ShowSuites extends ShowListing {

    private List<Suite> suites = List.of();

    ShowSuites(Context context) {
        super(context);
    }

    @Override
    Listing listing() {
        suites = context().pergola().library().catalogue();
        var listing = new Listing("suites")
                .column("name", Column.text("Suite", 12))
                .column("tests", Column.number("Tests"))
                .column("state", Column.fixed("State"))
                .column("file", Column.text("File", 20));
        for (Suite suite : suites) {
            var row = new LinkedHashMap<String, Value>();
            row.put("name", Value.of(suite.name()));
            row.put("file", Value.of(suite.file().toString()));
            row.put("label", Value.of(suite.dir().label()));
            row.put(
                    "tests",
                    Value.of(suite.tests().values().stream()
                            .filter(test -> !test.hidden())
                            .count()));
            row.put(
                    "hidden",
                    Value.of(suite.tests().values().stream()
                            .filter(SuiteTest::hidden)
                            .count()));
            row.put("state", Value.of(SuiteProblems.of(suite).isEmpty() ? "ok" : "broken"));
            row.put("problems", ProblemJson.list(SuiteProblems.of(suite)));
            listing.add(row);
        }
        return listing;
    }

    @Override
    void remarks() {
        suites.forEach(suite -> new ProblemPrinter(context().screen()).print(SuiteProblems.of(suite)));
    }
}
