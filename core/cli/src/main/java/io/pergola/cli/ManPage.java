package io.pergola.cli;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of one command, from what its help is made of. The same command gives the same text on every machine. */
final class ManPage {

    static final String SECTION = "1";
    private static final int WIDE = 4000;
    private static final String UNGROUPED = "More";

    private final CommandSpec spec;
    private final String version;
    private final Roff page = new Roff();

    private ManPage(CommandLine command, String version) {
        this.spec = command.getCommandSpec();
        this.version = version;
    }

    /** The page's text. */
    static String of(CommandLine command, String version) {
        return new ManPage(command, version).write();
    }

    /** What one gives to {@code man}: {@code pergola-series-run}. */
    static String name(CommandSpec spec) {
        return spec.qualifiedName("-");
    }

    private String write() {
        String name = name(spec);
        page.macro("TH", name.toUpperCase(Locale.ROOT), SECTION, "", "Pergola " + version, "Pergola");
        page.macro("nh").macro("ad l");
        page.macro("SH", "NAME").text(name + " - " + ManPages.summary(spec));
        synopsis();
        var footer = ManFooter.of(plain(spec.usageMessage().footer()));
        description(footer);
        commands();
        options();
        arguments();
        if (isRoot()) {
            ManSurroundings.write(page);
        }
        if (!footer.examples().isEmpty()) {
            page.macro("SH", "EXAMPLES");
            ManFooter.write(page, footer.examples());
        }
        page.macro("SH", "EXIT STATUS");
        ExitCode.meanings()
                .forEach((code, meaning) -> page.term(Roff.bold(Integer.toString(code)), List.of(meaning + ".")));
        seeAlso();
        return page.toString();
    }

    private boolean isRoot() {
        return spec.parent() == null;
    }

    private void synopsis() {
        // Else it comes in lines, broken where man would not.
        spec.usageMessage().width(WIDE);
        var help = new Help(spec, Help.defaultColorScheme(Help.Ansi.OFF));
        String synopsis = help.synopsis(0).strip().replaceAll("\\s+", " ");
        String words = spec.qualifiedName(" ");
        boolean begins = synopsis.startsWith(words);
        page.macro("SH", "SYNOPSIS")
                .raw(Roff.bold(words) + Roff.escape(begins ? synopsis.substring(words.length()) : " " + synopsis));
    }

    private void description(ManFooter footer) {
        page.macro("SH", "DESCRIPTION");
        plain(spec.usageMessage().description()).forEach(page::text);
        if (spec.aliases().length > 0) {
            page.macro("PP").text("Another name for it: " + String.join(", ", spec.aliases()) + ".");
        }
        ManFooter.write(page, footer.prose());
    }

    private void commands() {
        Map<String, CommandLine> commands = ManPages.subcommands(spec);
        if (commands.isEmpty()) {
            return;
        }
        page.macro("SH", "COMMANDS");
        if (!isRoot()) {
            commands.forEach(this::command);
            return;
        }
        Map<String, CommandLine> left = new LinkedHashMap<>(commands);
        CommandTable.groups().forEach((title, names) -> {
            page.macro("SS", title);
            names.forEach(name -> Optional.ofNullable(left.remove(name)).ifPresent(command -> command(name, command)));
        });
        if (!left.isEmpty()) {
            page.macro("SS", UNGROUPED);
            left.forEach(this::command);
        }
    }

    private void command(String name, CommandLine command) {
        page.term(Roff.bold(name), List.of(ManPages.summary(command.getCommandSpec())));
    }

    private void options() {
        List<OptionSpec> options = spec.options().stream()
                .filter(option -> !option.hidden())
                .sorted(Comparator.comparing(OptionSpec::inherited)
                        .thenComparing(option -> option.longestName().replaceFirst("^-+", "")))
                .toList();
        if (options.isEmpty()) {
            return;
        }
        page.macro("SH", "OPTIONS");
        for (OptionSpec option : options) {
            String names =
                    String.join(", ", Stream.of(option.names()).map(Roff::bold).toList());
            page.term(names + value(option), plain(option.description()));
        }
    }

    private static String value(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        String value = "=" + Roff.italic(option.paramLabel());
        return option.arity().min() == 0 ? "[" + value + "]" : value;
    }

    private void arguments() {
        List<PositionalParamSpec> arguments = spec.positionalParameters().stream()
                .filter(argument -> !argument.hidden())
                .toList();
        if (arguments.isEmpty()) {
            return;
        }
        page.macro("SH", "ARGUMENTS");
        arguments.forEach(argument -> page.term(label(argument), plain(argument.description())));
    }

    private static String label(ArgSpec argument) {
        return Roff.italic(argument.paramLabel()) + (argument.arity().max() > 1 ? "..." : "");
    }

    private void seeAlso() {
        Stream<CommandSpec> above = isRoot() ? Stream.empty() : Stream.of(spec.root(), spec.parent());
        List<String> pages = Stream.concat(above, near())
                .filter(other -> other != spec)
                .map(ManPage::name)
                .distinct()
                .map(name -> Roff.bold(name) + "(" + SECTION + ")")
                .toList();
        page.macro("SH", "SEE ALSO").raw(String.join(",\n", pages));
    }

    /** The commands below it, or those beside it below the same command; not all of Pergola's own. */
    private Stream<CommandSpec> near() {
        Map<String, CommandLine> below = ManPages.subcommands(spec);
        boolean beside = below.isEmpty() && spec.parent() != spec.root();
        return (beside ? ManPages.subcommands(spec.parent()) : below)
                .values().stream().map(CommandLine::getCommandSpec);
    }

    private static List<String> plain(String[] lines) {
        return Stream.of(lines).flatMap(line -> ManPages.plain(line).lines()).toList();
    }
}
