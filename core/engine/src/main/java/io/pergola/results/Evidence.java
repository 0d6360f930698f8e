package io.pergola.results;

import io.pergola.model.Value;
import java.nio.file.Path;

/**
 * What a finished test run left behind.
 *
 * @param buildDirectory the directory the test ran in; {@code files} globs are relative to it, the run log is {@code ../run.log}
 * @param base the results known without looking at any file: id, name, times, variables, {@code return_value}; parsers and
 *     evaluations may not define these keys
 */
public record Evidence(Path buildDirectory, Value.Entries base) {}
