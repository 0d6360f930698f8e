package io.pergola.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;

/** All commands. Only the one that is asked for is made: reading the annotations of all of them takes longer than most take. */
final class CommandTable {

    private static final Map<String, String> ALIASES = Map.of("result", "results", "status_set", "set_status");
    private static final Set<String> HELP = Set.of("-h", "--help");

    private CommandTable() {}

    private static SequencedMap<String, Function<Context, Object>> commands() {
        var commands = new LinkedHashMap<String, Function<Context, Object>>();
        commands.put("run", RunCommand::new);
        commands.put("wait", WaitCommand::new);
        commands.put("nodes", NodesCommand::new);
        commands.put("series", SeriesGroup::new);
        commands.put("pilot", PilotGroup::new);
        commands.put("builds", BuildsCommand::new);
        commands.put("cancel", CancelCommand::new);
        commands.put("status", StatusCommand::new);
        commands.put("results", ResultsCommand::new);
        commands.put("history", HistoryCommand::new);
        commands.put("graph", GraphCommand::new);
        commands.put("log", LogCommand::new);
        commands.put("ls", LsCommand::new);
        commands.put("cat", CatCommand::new);
        commands.put("isolate", IsolateCommand::new);
        commands.put("list", ListCommand::new);
        commands.put("show", ShowCommand::new);
        commands.put("view", ViewCommand::new);
        commands.put("explain", ExplainCommand::new);
        commands.put("eval", EvalCommand::new);
        commands.put("lint", LintCommand::new);
        commands.put("schema", SchemaCommand::new);
        commands.put("set_status", SetStatusCommand::new);
        commands.put("group", GroupCommand::new);
        commands.put("clean", CleanCommand::new);
        commands.put("doctor", DoctorCommand::new);
        commands.put("config", ConfigGroup::new);
        commands.put("maint", MaintGroup::new);
        commands.put("completion", CompletionCommand::new);
        commands.put("_man", ManCommand::new);
        commands.put("_pilot", PilotCommand::new);
        commands.put("_handover", HandoverCommand::new);
        commands.put("_series", ManagerCommand::new);
        return commands;
    }

    /** The commands as the help groups them. */
    static SequencedMap<String, List<String>> groups() {
        var groups = new LinkedHashMap<String, List<String>>();
        groups.put("Run tests", List.of("run", "wait", "cancel", "series", "nodes", "pilot"));
        groups.put(
                "See what came of them",
                List.of("status", "results", "history", "graph", "log", "ls", "cat", "isolate", "list"));
        groups.put("Write tests", List.of("show", "view", "explain", "eval", "lint", "schema", "set_status"));
        groups.put("Keep house", List.of("doctor", "config", "builds", "group", "clean", "maint", "completion"));
        return groups;
    }

    static void add(CommandLine root, Context context, List<String> args) {
        add(root, context, args, commands(), ALIASES);
    }

    private static void add(
            CommandLine root,
            Context context,
            List<String> args,
            SequencedMap<String, Function<Context, Object>> commands,
            Map<String, String> aliases) {
        int first = 0;
        while (first < args.size() && args.get(first).startsWith("-")) {
            first++;
        }
        List<String> rest = args.subList(Math.min(first + 1, args.size()), args.size());
        String wanted = first < args.size() ? args.get(first) : "";
        String name = aliases.getOrDefault(wanted, wanted);
        boolean help = args.subList(0, first).stream().anyMatch(HELP::contains);
        Function<Context, Object> maker = commands.get(name);
        if (maker != null && !help) {
            root.addSubcommand(name, line(maker.apply(context), context, rest), others(name, aliases));
        } else {
            commands.forEach((each, its) ->
                    root.addSubcommand(each, line(its.apply(context), context, List.of()), others(each, aliases)));
        }
    }

    private static String[] others(String name, Map<String, String> aliases) {
        return aliases.entrySet().stream()
                .filter(alias -> alias.getValue().equals(name))
                .map(Map.Entry::getKey)
                .sorted()
                .toArray(String[]::new);
    }

    private static CommandLine line(Object command, Context context, List<String> rest) {
        var line = new CommandLine(command);
        if (command instanceof CommandGroup group) {
            add(line, context, rest, group.subcommands(), group.aliases());
        }
        return line;
    }
}
