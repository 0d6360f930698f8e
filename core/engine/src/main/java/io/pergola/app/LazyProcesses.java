package io.pergola.app;

import io.pergola.spi.DetachedProcesses;
import io.pergola.spi.ProcessIdentity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Processes for those who seldom need them. */
record LazyProcesses(Supplier<? extends DetachedProcesses> processes) implements DetachedProcesses {

    @Override
    public ProcessIdentity start(List<String> command, Path output) {
        return processes.get().start(command, output);
    }

    @Override
    public Optional<Boolean> alive(ProcessIdentity process) {
        return processes.get().alive(process);
    }

    @Override
    public void terminate(ProcessIdentity process) {
        processes.get().terminate(process);
    }
}
