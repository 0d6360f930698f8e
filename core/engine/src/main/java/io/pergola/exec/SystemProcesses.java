package io.pergola.exec;

import io.pergola.spi.DetachedProcesses;
import io.pergola.spi.ProcessIdentity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Detached processes on this host. */
public final class SystemProcesses implements DetachedProcesses {

    /**
     * @param environment what the processes get as their environment
     * @param directory their working directory
     */
    public SystemProcesses(Map<String, String> environment, Path directory) {}

    @Override
    public ProcessIdentity start(List<String> command, Path output) {
        throw new UnsupportedOperationException(command.toString());
    }

    @Override
    public Optional<Boolean> alive(ProcessIdentity process) {
        return Optional.empty();
    }

    @Override
    public void terminate(ProcessIdentity process) {}
}
