package io.pergola.cli;

import io.pergola.ci.CiReport;
import io.pergola.model.Value;
import io.pergola.resolve.SkippedTest;
import io.pergola.store.RunSummary;
import io.pergola.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --report}. */
final class ReportOption {

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Write reports for CI into a directory: junit.xml, summary.md, github.txt, gitlab.json.")
    private @Nullable Path directory;

    private @Nullable CiReport report;

    boolean wanted() {
        return directory != null;
    }

    /** Takes note of runs of a working directory, if a report is wanted. */
    void add(Context context, Store store, List<RunSummary> runs, Map<Integer, Value.Entries> results) {
        if (directory == null) {
            return;
        }
        report(context).add(store, runs, results);
    }

    /** Takes note of tests whose conditions do not hold here, if a report is wanted. */
    void skip(Context context, List<SkippedTest> skipped) {
        if (directory != null) {
            CiReport its = report(context);
            skipped.forEach(test -> its.skip(test.name(), test.reason()));
        }
    }

    private CiReport report(Context context) {
        if (report == null) {
            report = new CiReport(
                    context.environment().currentDir(),
                    context.environment().clock().instant());
        }
        return report;
    }

    /** Writes what was taken note of. */
    void write(Context context) {
        if (directory != null) {
            report(context).write(context.environment().currentDir().resolve(directory));
        }
    }
}
