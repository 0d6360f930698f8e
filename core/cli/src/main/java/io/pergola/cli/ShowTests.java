package io.pergola.cli;

import io.pergola.config.Library;
import io.pergola.config.Suite;
import io.pergola.config.SuiteTest;
import io.pergola.model.Place;
import io.pergola.model.Value;
import io.pergola.report.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pergola show tests}. */
@Command(
        name = "tests",
        description = "The tests that can be run, with their summaries.",
        footer = {
            "",
            "Tests whose names begin with '_' are hidden: they run only if they are named exactly.",
            "'pergola view SUITE.TEST' shows a test with all its settings."
        })
final class ShowTests extends ShowListing {

    @Parameters(paramLabel = "SUITE", description = "Only tests of these suites.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--hidden", description = "Also the hidden tests.")
    private boolean hidden;

    private List<Suite> suites = List.of();

    ShowTests(Context context) {
        super(context);
    }

    @Override
    Listing listing() {
        Library library = context().pergola().library();
        suites = names.isEmpty()
                ? library.catalogue()
                : names.stream().map(library::suite).toList();
        var listing = new Listing("tests")
                .column("name", Column.text("Test", 16))
                .column("state", Column.fixed("State"))
                .column("summary", Column.text("Summary", 16));
        for (Suite suite : suites) {
            suite.tests().values().stream()
                    .filter(test -> hidden || !test.hidden())
                    .forEach(test -> listing.add(row(suite, test)));
            if (suite.tests().isEmpty() && !suite.problems().isEmpty()) {
                listing.add(broken(suite));
            }
        }
        return listing;
    }

    private static SequencedMap<String, Value> row(Suite suite, SuiteTest test) {
        boolean broken = !suite.problems().isEmpty() || !test.problems().isEmpty();
        Place place = test.key().span().place();
        var row = new LinkedHashMap<String, Value>();
        row.put("name", Value.of(suite.name() + "." + test.name()));
        row.put("suite", Value.of(suite.name()));
        row.put("test", Value.of(test.name()));
        row.put("summary", Value.of(test.summary().orElse("")));
        row.put("hidden", Value.of(test.hidden()));
        row.put("state", Value.of(broken ? "broken" : "ok"));
        row.put("file", Value.of(suite.file().toString()));
        row.put("line", Value.of((long) place.line()));
        row.put("problems", ProblemJson.list(test.problems()));
        return row;
    }

    /** A suite of which nothing could be read. */
    private static SequencedMap<String, Value> broken(Suite suite) {
        var row = new LinkedHashMap<String, Value>();
        row.put("name", Value.of(suite.name()));
        row.put("suite", Value.of(suite.name()));
        row.put("test", Value.NULL);
        row.put("summary", Value.of(""));
        row.put("hidden", Value.of(false));
        row.put("state", Value.of("broken"));
        row.put("file", Value.of(suite.file().toString()));
        row.put("line", Value.NULL);
        row.put("problems", ProblemJson.list(suite.problems()));
        return row;
    }

    @Override
    void remarks() {
        suites.forEach(suite -> new ProblemPrinter(context().screen()).print(SuiteProblems.of(suite)));
    }
}
