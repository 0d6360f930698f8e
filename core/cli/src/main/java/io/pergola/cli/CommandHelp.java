package io.pergola.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Help;

/** The list of commands in the help of Pergola itself, by what one does with them. */
final class CommandHelp {

    private static final int NAME_WIDTH = 14;

    private CommandHelp() {}

    static String list(Help help) {
        Map<String, Help> commands = help.subcommands();
        var text = new StringBuilder();
        CommandTable.groups().forEach((title, names) -> {
            text.append(System.lineSeparator()).append(title).append(':').append(System.lineSeparator());
            names.forEach(
                    name -> Optional.ofNullable(commands.get(name)).ifPresent(command -> line(text, name, command)));
        });
        return text.toString();
    }

    private static void line(StringBuilder text, String name, Help command) {
        List<String> description = List.of(command.commandSpec().usageMessage().description());
        text.append("  ")
                .append(name)
                .repeat(' ', Math.max(1, NAME_WIDTH - name.length()))
                .append(description.isEmpty() ? "" : description.getFirst())
                .append(System.lineSeparator());
    }
}
