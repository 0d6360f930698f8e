package io.pergola.plugin;

import io.pergola.model.Problem;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code show plugins} tells of one jar. Texts that the jar does not give are empty.
 *
 * @param jar the file
 * @param id the manifest's {@code Plugin-Id}
 * @param version the manifest's {@code Plugin-Version}
 * @param provider the manifest's {@code Plugin-Provider}: who made it
 * @param description the manifest's {@code Plugin-Description}
 * @param schedulers the names of the schedulers that can be used from this jar
 * @param functions the names of the functions that can be used from this jar
 * @param variables the names of the system variables that can be used from this jar
 * @param parsers the names of the result parsers that can be used from this jar
 * @param policies the names of the scheduling policies that can be used from this jar
 * @param disabled the site's configuration says that it is not to be used; none of its code ran
 * @param problems why it, or a part of it, cannot be used; empty if all is well
 */
public record PluginReport(
        Path jar,
        String id,
        String version,
        String provider,
        String description,
        List<String> schedulers,
        List<String> functions,
        List<String> variables,
        List<String> parsers,
        List<String> policies,
        boolean disabled,
        List<Problem> problems) {

    /** Copies the lists. */
    public PluginReport {
        schedulers = List.copyOf(schedulers);
        functions = List.copyOf(functions);
        variables = List.copyOf(variables);
        parsers = List.copyOf(parsers);
        policies = List.copyOf(policies);
        problems = List.copyOf(problems);
    }
}
