package io.pergola.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** The manual pages of a command and of all below it, but for the hidden ones. */
final class ManPages {

    private ManPages() {}

    /** Text by file name, such as {@code pergola-series-run.1}. */
    static SequencedMap<String, String> all(CommandLine command, String version) {
        var pages = new LinkedHashMap<String, String>();
        add(pages, command, version);
        return pages;
    }

    private static void add(SequencedMap<String, String> pages, CommandLine command, String version) {
        CommandSpec spec = command.getCommandSpec();
        pages.put(ManPage.name(spec) + "." + ManPage.SECTION, ManPage.of(command, version));
        subcommands(spec).values().forEach(below -> add(pages, below, version));
    }

    /** Those that users see, by name and not by alias. */
    static SequencedMap<String, CommandLine> subcommands(CommandSpec spec) {
        var commands = new LinkedHashMap<String, CommandLine>();
        spec.subcommands().forEach((word, command) -> {
            boolean hidden = command.getCommandSpec().usageMessage().hidden();
            if (!hidden && command.getCommandName().equals(word)) {
                commands.put(word, command);
            }
        });
        return commands;
    }

    /** The first line of the description, without its full stop, as the section NAME has it. */
    static String summary(CommandSpec spec) {
        List<String> lines = List.of(spec.usageMessage().description());
        return lines.isEmpty() ? "" : plain(lines.getFirst()).replaceFirst("\\.$", "");
    }

    /** What picocli would print of a line of help. */
    static String plain(String line) {
        return Ansi.OFF.string(line.replace("%n", "\n").replace("%%", "%"));
    }
}
