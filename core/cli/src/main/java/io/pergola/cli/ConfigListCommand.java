package io.pergola.cli;

import picocli.CommandLine.Command;

/** {@code pergola config list}. */
@Command(
        name = "list",
        aliases = "ls",
        description = "The configuration directories, strongest first, and their working directories.")
final class ConfigListCommand extends ShowListing {

    ConfigListCommand(Context context) {
        super(context);
    }

    @Override
    Listing listing() {
        return new ShowConfigDirs(context()).listing();
    }
}
