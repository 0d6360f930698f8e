package io.pergola.cli;

import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.StoreException;
import io.pergola.store.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Paths in a run's directory, as users write them. Links are followed where Pergola itself lays them: within the run, to its
 * job, and to the builds that runs share. A link that a test made to anywhere else is not.
 */
final class RunFile {

    private RunFile() {}

    /**
     * The real path.
     *
     * @throws ConfigException if there is no such file, or it lies outside
     */
    static Path find(OneRun run, String name) {
        RunDirectory directory = run.directory();
        Path written = written(directory, name);
        try {
            Path file = written.toRealPath();
            if (!inside(run, file)) {
                throw outside(directory, name);
            }
            return file;
        } catch (NoSuchFileException e) {
            throw new ConfigException(Problem.error("test run " + directory.id() + " has no file '" + name + "'")
                    .help("'pergola ls " + directory.id() + "' lists what there is"));
        } catch (IOException e) {
            throw new StoreException("Cannot read " + written + ": " + e.getMessage(), e);
        }
    }

    private static Path written(RunDirectory directory, String name) {
        try {
            Path path = directory.path().resolve(name).normalize();
            if (path.startsWith(directory.path())) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw new ConfigException(Problem.error("'" + name + "' is not the name of a file"));
        }
        throw outside(directory, name);
    }

    private static ConfigException outside(RunDirectory directory, String name) {
        return new ConfigException(
                Problem.error("'" + name + "' lies outside the directory of test run " + directory.id())
                        .help("name a file of the run, such as run.log"));
    }

    private static boolean inside(OneRun run, Path file) throws IOException {
        return Stream.of(
                        run.directory().path(),
                        run.directory().path().resolve("job"),
                        run.store().builds())
                .filter(Files::exists)
                .anyMatch(root -> file.startsWith(real(root)));
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path;
        }
    }
}
