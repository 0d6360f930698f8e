package io.pergola.exec;

import io.pergola.spi.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Ends the orphans that come back to a subreaper once what started them has ended. Whose an orphan is, its mark, its session or
 * its working directory tells; one that has cleared all of these is ended when nothing goes on that began before it. Safe for
 * use by several threads.
 */
public final class Strays {

    private final Subreaper subreaper;
    private final Set<Owner> owners = ConcurrentHashMap.newKeySet();

    /** For the orphans of this one. */
    public Strays(Subreaper subreaper) {
        this.subreaper = subreaper;
    }

    /**
     * Something that may leave orphans, from before its start until it is closed: as long as it goes on, nothing that may be its
     * own is touched.
     */
    public final class Owner implements AutoCloseable {

        private final String mark;
        private final Path directory;
        private volatile @Nullable ProcessIdentity leader;
        private volatile boolean over;

        private Owner(String mark, Path directory) {
            this.mark = MarkedProcesses.RUN + "=" + mark + "\0";
            this.directory = directory;
        }

        /** Its process, once it has one. */
        public void started(RunningProcess process) {
            leader = process.identity();
        }

        /**
         * Ends its orphans with their descendants, now that its process has ended: SIGTERM, then SIGKILL after the grace time.
         *
         * @return those that were found
         * @throws InterruptedException if interrupted while waiting; what was not killed so far lives on
         */
        public List<ProcessIdentity> end(Duration grace) throws InterruptedException {
            over = true;
            Set<ProcessIdentity> family = new LinkedHashSet<>();
            return new ProcessEnding(() -> living(family)).after(grace);
        }

        private List<ProcessIdentity> living(Set<ProcessIdentity> family) {
            subreaper.orphans().stream().filter(this::mayEnd).forEach(orphan -> addWithDescendants(orphan, family));
            return family.stream().filter(ProcFiles::lives).toList();
        }

        private boolean mayEnd(ProcessIdentity orphan) {
            return ownerOf(orphan).map(owner -> owner == this).orElseGet(() -> owners.stream()
                    .noneMatch(owner -> owner.mayHaveStarted(orphan)));
        }

        private boolean leads(long session) {
            ProcessIdentity first = leader;
            return first != null && first.pid() == session;
        }

        private boolean mayHaveStarted(ProcessIdentity orphan) {
            ProcessIdentity first = leader;
            return !over && (first == null || first.startTicks() <= orphan.startTicks());
        }

        @Override
        public void close() {
            owners.remove(this);
        }
    }

    /**
     * To be called before its process is started.
     *
     * @param mark its value of {@link MarkedProcesses#RUN}
     * @param directory its own
     */
    public Owner expect(String mark, Path directory) {
        return expectIn(mark, real(directory));
    }

    /** The same for a directory whose path holds no links. */
    public Owner expectIn(String mark, Path directory) {
        var owner = new Owner(mark, directory);
        owners.add(owner);
        return owner;
    }

    /** Reaps the orphans that have ended; whether any lives. */
    public boolean any() {
        return !subreaper.orphans().isEmpty();
    }

    /** The surest sign first. */
    private Optional<Owner> ownerOf(ProcessIdentity orphan) {
        String environment = "\0" + ProcFiles.read(orphan.pid(), "environ").orElse("") + "\0";
        long session = ProcFiles.stat(orphan.pid()).map(ProcFiles.Stat::session).orElse(0L);
        Path place = workingDirectory(orphan.pid());
        return first(owner -> environment.contains("\0" + owner.mark))
                .or(() -> first(owner -> owner.leads(session)))
                .or(() -> first(owner -> place.startsWith(owner.directory)));
    }

    private Optional<Owner> first(Predicate<Owner> condition) {
        return owners.stream().filter(condition).findFirst();
    }

    private static Path workingDirectory(long pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd"));
        } catch (IOException e) {
            return Path.of("/");
        }
    }

    /** A path without links, as the system shows it; as it is if that cannot be found out. */
    public static Path real(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            return directory;
        }
    }

    private void addWithDescendants(ProcessIdentity orphan, Set<ProcessIdentity> family) {
        if (family.add(orphan)) {
            ProcessHandle.of(orphan.pid()).stream()
                    .flatMap(ProcessHandle::descendants)
                    .forEach(child -> subreaper.identity(child.pid()).ifPresent(family::add));
        }
    }
}
