package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.store.GroupDirectory;
import io.pergola.store.Groups;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pergola group delete}. */
@Command(
        name = "delete",
        description = "Delete a group; the runs and series that were in it stay.",
        footer = {"", "Of a name that a group had before it was renamed, only that name is forgotten."})
final class GroupDeleteCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "NAME", description = "The group.")
    private String name = "";

    GroupDeleteCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Pergola pergola = context.pergola();
        Groups groups = NamedGroup.all(pergola);
        GroupDirectory group = NamedGroup.find(pergola, name);
        if (groups.dropRedirect(name)) {
            context.screen()
                    .info("Forgot the name '" + name + "', which led to the group '" + group.name()
                            + "'. The group stays.");
        } else {
            context.screen()
                    .info(
                            groups.delete(group)
                                    ? "Deleted the group '" + name + "'. What was in it stays."
                                    : "Somebody else deleted the group '" + name + "' just now.");
        }
        return ExitCode.OK;
    }
}
