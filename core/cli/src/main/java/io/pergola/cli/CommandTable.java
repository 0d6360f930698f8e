package io.pergola.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import picocli.CommandLine;

/** All commands. Only the one that is asked for is made: reading the annotations of all of them takes longer than most take. */
final class CommandTable {

    private static final Map<String, String> ALIASES = Map.of("result", "results", "status_set", "set_status");

    private CommandTable() {}

    private static SequencedMap<String, Function<Context, Object>> commands() {
        var commands = new LinkedHashMap<String, Function<Context, Object>>();
        commands.put("run", RunCommand::new);
        commands.put("status", StatusCommand::new);
        commands.put("results", ResultsCommand::new);
        commands.put("wait", WaitCommand::new);
        commands.put("cancel", CancelCommand::new);
        commands.put("_pilot", PilotCommand::new);
        return commands;
    }

    static void add(CommandLine root, Context context, List<String> args) {
        var commands = commands();
        String wanted =
                args.stream().filter(arg -> !arg.startsWith("-")).findFirst().orElse("");
        String name = ALIASES.getOrDefault(wanted, wanted);
        Function<Context, Object> maker = commands.get(name);
        if (maker != null) {
            add(root, name, maker, context);
        } else {
            commands.forEach((each, its) -> add(root, each, its, context));
        }
    }

    private static void add(CommandLine root, String name, Function<Context, Object> maker, Context context) {
        String[] aliases = ALIASES.entrySet().stream()
                .filter(alias -> alias.getValue().equals(name))
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
        root.addSubcommand(name, maker.apply(context), aliases);
    }
}
