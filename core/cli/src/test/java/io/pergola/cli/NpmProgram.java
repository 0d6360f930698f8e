package io.pergola.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that npm fetches, once for each clone; npm finds the registry by its own settings.
 *
 * @param name the package
 * @param version the one version that is used
 */
record NpmProgram(String name, String version) {

    private static final Path ROOT = Path.of(System.getProperty("pergola.root"));

    private Path home() {
        return ROOT.resolve("core/cli/target/" + name + "-" + version);
    }

    /** A file of the package. */
    Path file(String path) {
        return home().resolve("node_modules").resolve(name).resolve(path);
    }

    /** Fetches it if it is not there yet; where that cannot be done, the test is skipped. {@code folder}: where npm runs. */
    void fetch(Path folder) throws IOException, InterruptedException {
        assumeTrue(onPath("node") && onPath("npm"), "node or npm is not installed");
        Path done = home().resolve("done");
        if (Files.exists(done)) {
            return;
        }
        Files.createDirectories(home());
        Path log = home().resolve("npm.log");
        Process npm = new ProcessBuilder(
                        "npm",
                        "install",
                        "--prefix",
                        home().toString(),
                        "--no-audit",
                        "--no-fund",
                        "--no-save",
                        "--ignore-scripts",
                        "--fetch-retries=1",
                        "--fetch-timeout=60000",
                        name + "@" + version)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = npm.waitFor(3, TimeUnit.MINUTES);
        if (!ended) {
            npm.destroyForcibly().waitFor();
        }
        assumeTrue(ended && npm.exitValue() == 0, "npm could not fetch " + name + " (" + ROOT.relativize(log) + ")");
        Files.writeString(done, version + "\n");
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
