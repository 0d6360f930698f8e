package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.StoreException;
import io.pergola.store.GroupMember;
import io.pergola.store.SeriesDirectory;
import io.pergola.store.Store;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The group into which a new series goes. */
final class GroupOption {

    @Option(
            names = {"-g", "--group"},
            paramLabel = "NAME",
            description = "Add the series to this group, which is made if there is none.")
    private @Nullable String name;

    /**
     * Refuses a name that no group can have, before anything is made.
     *
     * @throws ConfigException if it is one
     */
    void check() {
        if (name != null) {
            NamedGroup.check(name);
        }
    }

    /** Adds a series. That it cannot be done is said, and is no reason to leave runs unstarted. */
    void add(Context context, Store store, SeriesDirectory series) {
        if (name == null) {
            return;
        }
        Pergola pergola = context.pergola();
        try {
            NamedGroup.all(pergola).add(name, new GroupMember.Series(store.label(), series.number()));
        } catch (StoreException e) {
            new ProblemPrinter(context.screen())
                    .print(List.of(
                            Problem.warning("the series is not in the group '" + name + "': " + e.getMessage())));
        }
    }
}
