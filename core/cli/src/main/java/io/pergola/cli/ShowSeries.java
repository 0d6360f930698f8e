package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.config.SeriesFile;
import io.pergola.config.SeriesFiles;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.report.Column;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import picocli.CommandLine.Command;

/** {@code pergola show series}. */
@Command(name = "series", description = "The series files, for 'pergola series run NAME'.")
final class ShowSeries extends ShowListing {

    private final List<Problem> problems = new ArrayList<>();

    ShowSeries(Context context) {
        super(context);
    }

    @Override
    Listing listing() {
        Pergola pergola = context().pergola();
        var files = new SeriesFiles(pergola.site());
        var listing = new Listing("series")
                .column("name", Column.text("Series", 12))
                .column("sets", Column.number("Sets"))
                .column("state", Column.fixed("State"))
                .column("summary", Column.text("Summary", 20))
                .column("file", Column.text("File", 20));
        files.all().forEach((name, file) -> listing.add(row(files, name, file)));
        return listing;
    }

    private SequencedMap<String, Value> row(SeriesFiles files, String name, Path file) {
        var row = new LinkedHashMap<String, Value>();
        row.put("name", Value.of(name));
        row.put("file", Value.of(file.toString()));
        try {
            SeriesFile series =
                    files.read(name, context().pergola().environment().currentDir());
            row.put("summary", Value.of(series.summary()));
            row.put("sets", Value.of((long) series.sets().size()));
            row.put("state", Value.of("ok"));
            row.put("problems", new Value.Items(List.of()));
        } catch (ConfigException e) {
            problems.addAll(e.problems());
            row.put("summary", Value.of(""));
            row.put("sets", Value.of(0));
            row.put("state", Value.of("broken"));
            row.put("problems", ProblemJson.list(e.problems()));
        }
        return row;
    }

    @Override
    void remarks() {
        new ProblemPrinter(context().screen()).print(problems);
    }
}
