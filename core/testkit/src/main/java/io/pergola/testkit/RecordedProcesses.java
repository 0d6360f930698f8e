package io.pergola.testkit;

import io.pergola.spi.DetachedProcesses;
import io.pergola.spi.ProcessIdentity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Processes that are not started but remembered; a test says when they end. Safe for use by several threads. */
public final class RecordedProcesses implements DetachedProcesses {

    /** The host that these processes claim to run on. */
    public static final String HOST = "testhost";

    private final List<List<String>> started = new ArrayList<>();
    private final Set<ProcessIdentity> alive = new HashSet<>();
    private final List<ProcessIdentity> terminated = new ArrayList<>();

    /** Without any process. */
    public RecordedProcesses() {}

    /** The command lines that were started, in order. */
    public synchronized List<List<String>> started() {
        return List.copyOf(started);
    }

    /** The processes that were asked to end, in order. */
    public synchronized List<ProcessIdentity> terminated() {
        return List.copyOf(terminated);
    }

    /** Lets a process end by itself. */
    public synchronized void end(ProcessIdentity process) {
        alive.remove(process);
    }

    /** Remembers the command; the first process has number 1001. */
    @Override
    public synchronized ProcessIdentity start(List<String> command, Path output) {
        started.add(List.copyOf(command));
        var process = new ProcessIdentity(HOST, 1000 + started.size(), started.size(), "boot");
        alive.add(process);
        return process;
    }

    @Override
    public synchronized Optional<Boolean> alive(ProcessIdentity process) {
        return process.host().equals(HOST) ? Optional.of(alive.contains(process)) : Optional.empty();
    }

    /** Remembers the wish, and ends the process. */
    @Override
    public synchronized void terminate(ProcessIdentity process) {
        terminated.add(process);
        alive.remove(process);
    }
}
