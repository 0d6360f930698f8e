package io.pergola.exec;

import io.pergola.spi.CommandResult;
import io.pergola.spi.CommandRunner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs commands on this host. */
public final class SystemCommands implements CommandRunner {

    /** @param environment what the commands get as their environment; {@code PATH} in it is where they are looked up */
    public SystemCommands(Map<String, String> environment) {}

    @Override
    public CommandResult run(List<String> command, Duration limit) {
        throw new UnsupportedOperationException(command.toString());
    }

    @Override
    public Optional<String> find(String program) {
        return Optional.empty();
    }
}
