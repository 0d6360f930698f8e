package io.pergola.doctor;

import io.pergola.app.Environment;
import io.pergola.app.Pergola;
import io.pergola.config.Area;
import io.pergola.exec.SystemCommands;
import io.pergola.model.StoreException;
import io.pergola.schedule.StatusBoard;
import io.pergola.spi.CommandRunner;
import io.pergola.store.DirectoryState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Looks at an installation: everything is looked at, whatever went wrong before, and nothing is waited for without end. What hangs
 * is left behind in threads of its own. Writes nothing but scratch directories, and removes them.
 */
public final class Doctor {

    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
    private static final Duration AFTER_NODE = Duration.ofSeconds(90);

    private final Environment environment;
    private final DoctorOptions options;
    private final CommandRunner commands;
    private final TimedChecks checks;
    private final Consumer<Finding> heard;

    /** {@code heard} is told of each finding when it is there, by any thread, never by two at once. */
    public Doctor(Environment environment, DoctorOptions options, Consumer<Finding> heard) {
        this.environment = environment;
        this.options = options;
        this.commands = new SystemCommands(environment.variables());
        this.heard = heard;
        this.checks = new TimedChecks(heard, options.limit());
    }

    /**
     * Looks at everything.
     *
     * @throws InterruptedException if the thread is; what was tried out may then be left where it was
     */
    public void examine() throws InterruptedException {
        checks.run("Java", new JavaChecks(environment.installation(), Path.of("/proc/self/maps")).checks());
        checks.run("Host", new HostChecks(Path.of("/proc/self/limits"), environment.variables(), commands).checks());
        Optional<Pergola> pergola = open();
        if (pergola.isEmpty()) {
            new Findings("Configuration", heard)
                    .note("left out", "plugins, working directories, schedulers", "Mend the above, then look again");
            return;
        }
        checks.run("Configuration", new SiteChecks(pergola.get(), commands).checks());
        checks.run("Plugins", new PluginChecks(pergola.get().plugins()).checks());
        for (Area area : pergola.get().site().areas()) {
            place(pergola.get(), area);
        }
        schedulers(pergola.get());
    }

    private Optional<Pergola> open() throws InterruptedException {
        var opened = new AtomicReference<Optional<Pergola>>(Optional.empty());
        checks.run(
                "Configuration",
                List.of(new Check("reading", _ -> opened.set(Optional.of(Pergola.open(environment))))));
        return opened.get();
    }

    private void place(Pergola pergola, Area area) throws InterruptedException {
        String group = "Working directory " + area.label();
        Path path = area.workingDir();
        var place = new PlaceChecks(path, MOUNTS, commands);
        checks.run(group, place.checks());
        checks.run(group, List.of(new Check("behaviour", _ -> behaviour(group, PlaceChecks.nearest(path)))), all());
        checks.run("Records " + area.label(), List.of(new Check("records", _ -> records(pergola, area))), all());
    }

    /** For a whole group, of which each check has its own limit. */
    private Duration all() {
        return options.limit().multipliedBy(10);
    }

    private void behaviour(String group, Path directory) throws IOException, InterruptedException {
        if (Files.isDirectory(directory) && Files.isWritable(directory)) {
            try (Scratch scratch = Scratch.in(directory)) {
                checks.run(group, new FileSystemTrial(scratch.path(), environment.clock()).checks());
            }
        }
    }

    private void records(Pergola pergola, Area area) throws IOException, InterruptedException {
        if (DirectoryState.of(area.workingDir()) == DirectoryState.USED) {
            var records = new RecordChecks(pergola, () -> pergola.stores()
                    .store(area.label())
                    .orElseThrow(() -> new StoreException("There is no area " + area.label(), null)));
            checks.run("Records " + area.label(), records.checks());
        }
    }

    private void schedulers(Pergola pergola) throws InterruptedException {
        Collection<String> names = options.schedulers().isEmpty() ? pergola.schedulerNames() : options.schedulers();
        for (String name : names) {
            String group = "Scheduler " + name;
            checks.run(group, new SchedulerChecks(name, pergola, options).checks());
            if (options.node()) {
                node(pergola, name, group);
            }
        }
    }

    /** On this host a job sees what this process sees. */
    private void node(Pergola pergola, String name, String group) throws InterruptedException {
        for (Area area : pergola.site().areas()) {
            Check check = new Check("a node's view", findings -> {
                boolean named = options.schedulers().contains(name);
                if (named || !StatusBoard.isFree(pergola.schedulers().get(name))) {
                    new NodeCheck(name, pergola, area.workingDir(), options)
                            .check()
                            .body()
                            .look(findings);
                }
            });
            checks.run(group, List.of(check), options.nodeWait().plus(AFTER_NODE));
        }
    }
}
