package io.pergola.cli;

import io.pergola.app.Environment;
import io.pergola.config.ConfigDirList;
import io.pergola.config.FileChange;
import io.pergola.config.Surroundings;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.report.DisplayText;
import io.pergola.report.Style;
import java.nio.file.Path;

/** The {@code pergola.yaml} in use, for commands that change its {@code config_dirs}. */
final class ConfigFile {

    private final Context context;
    private final ConfigDirList list;

    private ConfigFile(Context context, ConfigDirList list) {
        this.context = context;
        this.list = list;
    }

    /** That of the distribution belongs to all of its users, and goes with it. */
    static ConfigFile inUse(Context context) {
        Environment environment = context.environment();
        Path file = context.pergola().site().settings().file();
        Path installation = environment.installation();
        if (file == null
                || (installation != null
                        && file.normalize().startsWith(installation.normalize().resolve("config")))) {
            throw new ConfigException(Problem.error(
                            file == null ? "there is no pergola.yaml" : file + " is that of the distribution")
                    .help("'pergola config setup ~/.pergola' makes one of yours, which is found from everywhere"));
        }
        var surroundings =
                new Surroundings(environment.variables(), environment.currentDir(), environment.home(), installation);
        return new ConfigFile(context, ConfigDirList.read(surroundings, file));
    }

    /** A directory as the user wrote it. */
    static Path directory(Context context, Path written) {
        return context.environment().currentDir().resolve(written).normalize();
    }

    FileChange add(Path dir) {
        return list.add(dir);
    }

    FileChange remove(Path dir) {
        return list.remove(dir);
    }

    /** Writes the change and shows its lines. */
    void write(FileChange change) {
        change.write();
        Screen screen = context.screen();
        screen.line(DisplayText.harmless(change.file() + ":"));
        change.removed().forEach(line -> screen.line(screen.paint(Style.BAD, "- " + DisplayText.harmless(line))));
        change.added().forEach(line -> screen.line(screen.paint(Style.GOOD, "+ " + DisplayText.harmless(line))));
    }
}
