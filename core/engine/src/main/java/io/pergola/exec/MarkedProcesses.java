package io.pergola.exec;

import io.pergola.spi.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The processes of this user on this host that were started with a certain variable in their environment, wherever they went
 * since: another group, another session, another parent. Never this process, nor process 1. Safe for use by several threads.
 */
public final class MarkedProcesses {

    /** The variable that marks the processes of a test run; its value is different for each. */
    public static final String RUN = "PERGOLA_RUN";

    /** The variable that marks the processes of a build script; its value is the build's directory. */
    public static final String BUILD = "PERGOLA_BUILD";

    private final ProcFiles.Host host = ProcFiles.Host.read();
    private final long self = ProcessHandle.current().pid();
    private final Object owner = owner(self);

    /** Finds out who this process and its user are. */
    public MarkedProcesses() {}

    /** Those that live now and whose environment holds {@code variable=value}. */
    public List<ProcessIdentity> find(String variable, String value) {
        String wanted = "\0" + variable + "=" + value + "\0";
        var found = new ArrayList<ProcessIdentity>();
        ProcFiles.all()
                .filter(pid -> pid != self && pid != 1)
                .filter(pid -> ProcFiles.read(pid, "environ")
                        .filter(environment -> ("\0" + environment + "\0").contains(wanted))
                        .isPresent())
                .filter(pid -> owner.equals(owner(pid)))
                .forEach(pid ->
                        ProcFiles.identity(host, pid).filter(ProcFiles::lives).ifPresent(found::add));
        return found;
    }

    /** The different values of a variable in the environments of all that live now. */
    public Set<String> values(String variable) {
        String start = "\0" + variable + "=";
        var values = new LinkedHashSet<String>();
        ProcFiles.all()
                .filter(pid -> pid != self && pid != 1 && owner.equals(owner(pid)))
                .forEach(pid -> {
                    String environment = "\0" + ProcFiles.read(pid, "environ").orElse("") + "\0";
                    int at = environment.indexOf(start);
                    if (at >= 0) {
                        int from = at + start.length();
                        values.add(environment.substring(from, environment.indexOf('\0', from)));
                    }
                });
        return values;
    }

    /**
     * Ends them: SIGTERM, then SIGKILL to what is left after the grace time, and to what is born meanwhile. Waits until they are
     * gone.
     *
     * @return all that were found, at first or later; empty if there were none
     * @throws InterruptedException if interrupted while waiting; what was not killed so far lives on
     */
    public List<ProcessIdentity> end(String variable, String value, Duration grace) throws InterruptedException {
        return new ProcessEnding(() -> find(variable, value)).after(grace);
    }

    private static Object owner(long pid) {
        try {
            return Files.getAttribute(Path.of("/proc", Long.toString(pid)), "unix:uid");
        } catch (IOException e) {
            return "gone";
        }
    }
}
