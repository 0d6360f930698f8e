package io.pergola.cli;

import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;

/** A command whose first word is another command. */
interface CommandGroup {

    /** What makes each of them, by name, in the order of the help. */
    SequencedMap<String, Function<Context, Object>> subcommands();

    /** Other words for some of them, and their names. */
    default Map<String, String> aliases() {
        return Map.of();
    }
}
