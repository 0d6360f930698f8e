package io.pergola.exec;

import io.pergola.model.SchedulerException;
import io.pergola.spi.DetachedProcesses;
import io.pergola.spi.ProcessIdentity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Detached processes on this host. */
public final class SystemProcesses implements DetachedProcesses {

    private final Map<String, String> environment;
    private final Path directory;
    private final Spawner spawner = new Spawner();
    private final Map<ProcessIdentity, RunningProcess> children = new ConcurrentHashMap<>();

    /**
     * @param environment what the processes get as their environment
     * @param directory their working directory
     */
    public SystemProcesses(Map<String, String> environment, Path directory) {
        this.environment = Map.copyOf(environment);
        this.directory = directory;
    }

    @Override
    public ProcessIdentity start(List<String> command, Path output) {
        try {
            RunningProcess child = spawner.start(new SpawnRequest(command, environment, directory, output, true));
            children.put(child.identity(), child);
            return child.identity();
        } catch (SpawnException e) {
            throw new SchedulerException(e.getMessage(), command, -1, "", "Check " + e.file());
        }
    }

    @Override
    public Optional<Boolean> alive(ProcessIdentity process) {
        if (!process.host().equals(spawner.host().name())) {
            return Optional.empty();
        }
        boolean alive = isHere(process) && ProcFiles.lives(process);
        RunningProcess child = alive ? null : children.remove(process);
        if (child != null) {
            // It is a zombie until somebody waits for it.
            child.await();
        }
        return Optional.of(alive);
    }

    @Override
    public void terminate(ProcessIdentity process) {
        if (isHere(process) && ProcFiles.lives(process)) {
            ProcessCalls.kill(process.pid(), Signal.TERM.number());
        }
    }

    /** This process. */
    public ProcessIdentity self() {
        return ProcFiles.identity(spawner.host(), ProcessHandle.current().pid()).orElseThrow();
    }

    private boolean isHere(ProcessIdentity process) {
        return process.host().equals(spawner.host().name())
                && process.bootId().equals(spawner.host().bootId());
    }
}
