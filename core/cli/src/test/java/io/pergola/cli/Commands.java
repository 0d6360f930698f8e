package io.pergola.cli;

import io.pergola.app.Environment;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The commands that users see, as they are written: from the command line's own table. */
final class Commands {

    private Commands() {}

    /** All of them; the empty one is {@code pergola} itself. */
    static Stream<String> all() {
        return visible().stream().map(Named::name);
    }

    /** Those that can print JSON. */
    static List<String> withJson() {
        return visible().stream()
                .filter(each -> each.command().getCommandSpec().findOption("--json") != null)
                .map(Named::name)
                .toList();
    }

    private record Named(String name, CommandLine command) {}

    /** All that is wrong with a command line; nothing is run. */
    static List<Exception> parse(List<String> words) {
        CommandLine root = commandLine(words);
        collectErrors(root);
        return root.parseArgs(words.toArray(String[]::new)).asCommandLineList().stream()
                .flatMap(line -> line.getParseResult().errors().stream())
                .toList();
    }

    private static void collectErrors(CommandLine line) {
        line.getCommandSpec().parser().collectErrors(true);
        line.getSubcommands().values().forEach(Commands::collectErrors);
    }

    private static List<Named> visible() {
        List<Named> found = new ArrayList<>();
        add(found, "", root());
        return found;
    }

    /** Pergola with all its commands, on no site. */
    static CommandLine root() {
        return commandLine(List.of());
    }

    private static CommandLine commandLine(List<String> words) {
        Path nowhere = Path.of("/nowhere");
        var environment =
                new Environment(Map.of(), nowhere, nowhere, null, Path.of("/opt/pergola"), "0.1.0", () -> CliSite.NOW);
        var context = new Context(
                environment,
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                new ByteArrayInputStream(new byte[0]));
        return new CommandRun(context).commandLine(words);
    }

    private static void add(List<Named> found, String name, CommandLine command) {
        if (command.getCommandSpec().usageMessage().hidden()) {
            return;
        }
        found.add(new Named(name, command));
        command.getSubcommands().forEach((word, below) -> {
            boolean alias = !below.getCommandName().equals(word);
            if (!alias) {
                add(found, (name + " " + word).strip(), below);
            }
        });
    }
}
