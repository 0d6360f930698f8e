package io.pergola.cli;

import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.references.Wish;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options about new references. */
final class ReferenceOptions {

    @Option(
            names = "--update-references",
            description = "Make the medians of runs that passed the new references, in the files that tests name.")
    private boolean update;

    @Option(
            names = "--from-last",
            paramLabel = "N",
            description = "With --update-references: of each figure, only from the last N of the runs.")
    private @Nullable Integer last;

    @Option(
            names = "--for",
            paramLabel = "GLOB",
            description = "With --update-references: values that hold for these nodes, or for this system.")
    private @Nullable String glob;

    @Option(names = "--dry-run", description = "With --update-references: only show the old and the new values.")
    private boolean dryRun;

    boolean wanted() {
        return update;
    }

    boolean dryRun() {
        return dryRun;
    }

    /** Refuses options that mean nothing alone, or nothing sensible. */
    void check() {
        String alone = last != null ? "--from-last" : glob != null ? "--for" : dryRun ? "--dry-run" : "";
        if (!update && !alone.isEmpty()) {
            throw new ConfigException(Problem.error(alone + " means nothing without --update-references")
                    .help("add it"));
        }
        if (last != null && last < 1) {
            throw new ConfigException(Problem.error("--from-last: a median of " + last + " runs there is none")
                    .help("write a number of at least 1"));
        }
    }

    Wish wish(List<String> figures) {
        return new Wish(figures, glob, last == null ? Integer.MAX_VALUE : last);
    }
}
