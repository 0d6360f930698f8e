package io.pergola.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** A subcommand of {@code pergola show}: rows as a table or as JSON. */
abstract class ShowListing implements Callable<Integer> {

    private final Context context;

    @Option(
            names = {"-j", "--json"},
            description = "Print JSON.")
    private boolean json;

    ShowListing(Context context) {
        this.context = context;
    }

    final Context context() {
        return context;
    }

    /** The rows. */
    abstract Listing listing();

    /** What people are told besides; nothing under {@code --json}. */
    void remarks() {}

    @Override
    public final Integer call() {
        listing().print(context.screen(), json);
        if (!json) {
            context.screen().out().flush();
            remarks();
        }
        return ExitCode.OK;
    }
}
