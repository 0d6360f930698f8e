package io.pergola.cli;

import java.util.SequencedMap;
import java.util.function.Function;

/** A command whose first word is another command. */
interface CommandGroup {

    /** What makes each of them, by name, in the order of the help. */
    SequencedMap<String, Function<Context, Object>> subcommands();
}
