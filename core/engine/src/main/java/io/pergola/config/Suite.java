package io.pergola.config;

import io.pergola.model.Problem;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A suite as it stands in its file.
 *
 * @param name its name
 * @param file the file
 * @param dir the config directory it is in
 * @param tests by name, in the order of the file
 * @param problems what makes the whole suite unusable; what is wrong with single tests is in these
 */
public record Suite(
        String name, Path file, ConfigDir dir, SequencedMap<String, SuiteTest> tests, List<Problem> problems) {

    /** Copies. */
    public Suite {
        tests = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tests));
        problems = List.copyOf(problems);
    }

    /** True if it is a directory of its own, in which its sources and layers may be. */
    public boolean ownDirectory() {
        return file.endsWith("suite.yaml");
    }
}
