package io.pergola.cli;

import io.pergola.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Command lines of plain words, such as {@code pergola status s5}. Reading annotations takes longer than most of these commands
 * do, and there is nothing to look up in them where there are no options.
 */
final class PlainWords {

    private static final Map<String, Function<Context, PlainCommand>> COMMANDS = Map.of(
            "run", RunCommand::new,
            "status", StatusCommand::new,
            "results", ResultsCommand::new,
            "wait", WaitCommand::new,
            "cancel", CancelCommand::new,
            "_pilot", PilotCommand::new);

    /** What these need of the store is got ready while they read the configuration. */
    private static final Set<String> LOOKING = Set.of("status", "results", "wait");

    private PlainWords() {}

    /** The command, ready to be called; empty if the arguments have to be read in full. */
    static Optional<PlainCommand> command(List<String> args, Context context) {
        if (args.isEmpty()
                || args.stream().anyMatch(arg -> arg.startsWith("-") || arg.startsWith("@") || arg.isEmpty())) {
            return Optional.empty();
        }
        if (LOOKING.contains(args.getFirst())) {
            Thread.ofPlatform().daemon().start(Store::prepare);
        }
        return Optional.ofNullable(COMMANDS.get(args.getFirst()))
                .map(maker -> maker.apply(context))
                .filter(command -> command.words(args.subList(1, args.size())));
    }
}
