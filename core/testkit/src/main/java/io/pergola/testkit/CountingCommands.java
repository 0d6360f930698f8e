package io.pergola.testkit;

import io.pergola.spi.CommandResult;
import io.pergola.spi.CommandRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Passes commands on and remembers them. Safe for use by several threads. */
public final class CountingCommands implements CommandRunner {

    private final CommandRunner real;
    private final List<List<String>> asked = new ArrayList<>();

    /** @param real what runs the commands */
    public CountingCommands(CommandRunner real) {
        this.real = real;
    }

    /** The command lines that were run, in the order of their starts. */
    public synchronized List<List<String>> asked() {
        return List.copyOf(asked);
    }

    /** How many commands were run. */
    public synchronized int count() {
        return asked.size();
    }

    @Override
    public CommandResult run(List<String> command, Duration limit) {
        remember(command);
        return real.run(command, limit);
    }

    @Override
    public CommandResult run(List<String> command, Duration limit, Consumer<String> lines) {
        remember(command);
        return real.run(command, limit, lines);
    }

    private synchronized void remember(List<String> command) {
        asked.add(List.copyOf(command));
    }

    @Override
    public Optional<String> find(String program) {
        return real.find(program);
    }
}
