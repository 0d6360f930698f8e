package io.pergola.cli;

import io.pergola.config.SeriesFile;
import io.pergola.resolve.RunRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which layers go round the tests. */
final class LayerOptions {

    @Option(
            names = {"-o", "--os"},
            paramLabel = "NAME",
            description = "Operating system layer (default: this machine's).")
    private @Nullable String os;

    @Option(
            names = {"-H", "--host"},
            paramLabel = "NAME",
            description = "Host layer (default: this system's).")
    private @Nullable String host;

    @Option(
            names = {"-m", "--mode"},
            paramLabel = "NAME",
            description = "Mode layer; may be repeated, later ones are stronger.")
    private List<String> modes = new ArrayList<>();

    @Option(
            names = {"-c", "--override"},
            paramLabel = "KEY=VALUE",
            description = "Set a key of every test, such as run.timeout=60; may be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = {"-s", "--scheduler"},
            paramLabel = "NAME",
            description = "Run all tests with this scheduler, such as raw inside an allocation.")
    private @Nullable String scheduler;

    /** A series with these layers besides those of its file, and another name if there is one. */
    SeriesFile over(SeriesFile file, @Nullable String name) {
        return file.with(name, os, host, modes, allOverrides());
    }

    /** A request for tests with these layers. */
    RunRequest toRequest(List<String> tests, List<Path> files, int repeat) {
        return new RunRequest(tests, files, os, host, modes, allOverrides(), repeat);
    }

    private List<String> allOverrides() {
        var all = new ArrayList<>(overrides);
        if (scheduler != null) {
            all.add("scheduler=" + scheduler);
        }
        return all;
    }
}
