package io.pergola.schedule;

import io.pergola.model.SchedulerException;
import io.pergola.spi.DetachedProcesses;
import io.pergola.spi.ProcessIdentity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Processes of which the test says whether they live; of others nothing is known. */
record KnownProcesses(Map<ProcessIdentity, Boolean> alive) implements DetachedProcesses {

    @Override
    public ProcessIdentity start(List<String> command, Path output) {
        throw new SchedulerException("not here", null);
    }

    @Override
    public Optional<Boolean> alive(ProcessIdentity process) {
        return Optional.ofNullable(alive.get(process));
    }

    @Override
    public void terminate(ProcessIdentity process) {
        alive.put(process, false);
    }
}
