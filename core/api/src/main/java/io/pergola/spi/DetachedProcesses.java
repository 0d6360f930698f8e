package io.pergola.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Processes on this host that outlive Pergola: each leads a session and a process group of its own, has no terminal and reads
 * nothing. Safe for use by several threads.
 */
public interface DetachedProcesses {

    /**
     * Starts a program.
     *
     * @param command the program and its arguments, without a shell
     * @param output a file that gets what it prints, appended; made if it is not there
     * @return who it is, to be kept in a {@link JobInfo}
     * @throws io.pergola.model.SchedulerException if it cannot be started
     */
    ProcessIdentity start(List<String> command, Path output);

    /**
     * Whether that very process, and not another with the same number, is still there.
     *
     * @return empty if it belongs to another host, so that nobody here can say
     */
    Optional<Boolean> alive(ProcessIdentity process);

    /** Asks the process to end: SIGTERM to it alone; it ends its children itself. Nothing happens if it is gone. */
    void terminate(ProcessIdentity process);
}
