package io.pergola.cli;

import io.pergola.app.Pergola;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which series a command speaks of, and how it answers. */
final class SeriesWords {

    @Parameters(paramLabel = "SERIES", description = "Series: s5, LABEL.s5, or 'last' (default).")
    private List<String> words = new ArrayList<>();

    @Option(
            names = {"-j", "--json"},
            description = "Print JSON.")
    boolean json;

    /** Those that are named; what has lost its manager gets another. */
    List<NamedSeries> find(Pergola pergola) {
        List<NamedSeries> found = NamedSeries.find(pergola, words);
        found.forEach(series -> pergola.jobs().resume(series.store(), series.directory()));
        return found;
    }

    /** Those that are named, as they are. */
    List<NamedSeries> findOnly(Pergola pergola) {
        return NamedSeries.find(pergola, words);
    }
}
