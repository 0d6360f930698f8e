package io.pergola.cli;

import io.pergola.exec.SystemCommands;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.StoreException;
import io.pergola.run.Isolation;
import io.pergola.spi.CommandResult;
import io.pergola.store.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pergola isolate}. */
@Command(
        name = "isolate",
        description = "Copy a test run so that it can be run again without Pergola.",
        footer = {
            "",
            "The copy has the files of the build themselves, and a run.sh that plain bash runs, wherever it is.",
            "A PATH that ends in .tar.gz or .tgz becomes an archive.",
            "",
            "Examples:",
            "  pergola isolate 12 /tmp/repeat && bash /tmp/repeat/run.sh",
            "  pergola isolate 12 for-the-vendor.tar.gz"
        })
final class IsolateCommand implements Callable<Integer> {

    private static final Duration PACKING = Duration.ofHours(1);

    private final Context context;

    @Option(
            names = {"-a", "--archive"},
            description = "Make an archive, whatever PATH ends in.")
    private boolean archive;

    @Parameters(index = "0", paramLabel = "RUN", description = "A run by id (12, label.12) that has ended.")
    private String word = "";

    @Parameters(
            index = "1",
            paramLabel = "PATH",
            description = "The directory or archive to make; it must not be there.")
    private Path path = Path.of("");

    IsolateCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        RunDirectory run = OneRun.find(context.pergola(), word).directory();
        refuseUnfinished(run);
        Path target = context.environment().currentDir().resolve(path).normalize();
        boolean pack = archive
                || target.toString().endsWith(".tar.gz")
                || target.toString().endsWith(".tgz");
        try {
            List<String> remarks = pack ? pack(run, target) : new Isolation(run).write(target);
            remarks.forEach(remark -> context.screen().err().println("warning: " + remark));
        } catch (IOException e) {
            throw new StoreException("Cannot write " + target + ": " + e.getMessage(), e);
        }
        context.screen().out().println(pack ? Isolation.unpacking(target) : Isolation.command(target));
        return ExitCode.OK;
    }

    private static void refuseUnfinished(RunDirectory run) {
        if (!run.hasEnded()) {
            throw new ConfigException(Problem.error("test run " + run.id() + " has not ended")
                    .help("wait for it ('pergola wait " + run.id() + "') or cancel it"));
        }
        if (!Files.isRegularFile(run.runScript())) {
            throw new ConfigException(Problem.error("test run " + run.id() + " ended before it had a script to run")
                    .help("'pergola log states " + run.id() + "' says why"));
        }
    }

    private List<String> pack(RunDirectory run, Path target) throws IOException {
        if (Files.exists(target)) {
            throw new IOException("it is there already");
        }
        Path parent = Files.createTempDirectory("pergola");
        try {
            String name = target.getFileName().toString().replaceAll("\\.(tar\\.gz|tgz)$", "");
            Path copy = parent.resolve(name);
            List<String> remarks = new Isolation(run).write(copy);
            CommandResult packed =
                    new SystemCommands(context.environment().variables()).run(Isolation.packing(copy, target), PACKING);
            if (packed.outcome() != CommandResult.Outcome.ENDED || packed.exitCode() != 0) {
                Files.deleteIfExists(target);
                throw new IOException("tar: " + packed.stderr().strip());
            }
            return remarks;
        } finally {
            delete(parent);
        }
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
