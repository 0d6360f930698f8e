package io.pergola.cli;

import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.resolve.RunRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which tests, and with which layers. */
final class RequestOptions {

    @Parameters(paramLabel = "TEST", description = "Tests: SUITE[.TEST[.PERMUTATION]], with a count before or after.")
    private List<String> tests = new ArrayList<>();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "A file with a test in each line, or the name of a collection.")
    private List<Path> files = new ArrayList<>();

    @Mixin
    private LayerOptions layers = new LayerOptions();

    @Option(names = "--repeat", paramLabel = "N", description = "Run everything so many times.")
    private int repeat = 1;

    /** Instead of the command line. */
    void tests(List<String> words) {
        tests = words;
    }

    RunRequest toRequest() {
        if (tests.isEmpty() && files.isEmpty()) {
            throw new ConfigException(Problem.error("which tests?")
                    .help("name a suite or test, such as 'demo'; 'pergola show tests' lists them"));
        }
        if (repeat < 1) {
            throw new ConfigException(Problem.error("--repeat: nothing can be repeated " + repeat + " times")
                    .help("write a number of at least 1"));
        }
        return layers.toRequest(tests, files, repeat);
    }
}
