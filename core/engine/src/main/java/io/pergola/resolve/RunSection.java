package io.pergola.resolve;

import io.pergola.pilot.Retries;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * How a test is run. Texts that wait for the allocation carry {@link Deferral#MARK}; numbers that do have their defaults until then.
 *
 * @param cmds lines of the script
 * @param preamble lines before the modules
 * @param modules modules to load, drop or swap
 * @param env environment variables in order; null unsets one
 * @param createFiles files to write: path and lines
 * @param templates files to fill in: template and destination
 * @param verbose show commands and environment in the log
 * @param autoexit end at the first command that fails
 * @param timeout how long it may be silent; empty for ever
 * @param timeoutFile file whose changes count instead of the output's, relative to the build directory
 * @param timeLimit how long it may run at all, warm-ups included; empty for ever
 * @param warmup how often the commands run before the time that counts
 * @param concurrent how many runs of a job may go on at once while this one does, itself counted; at least 1
 * @param retries whether it runs again if it does not pass
 * @param spackLoad packages to load with spack
 */
public record RunSection(
        List<String> cmds,
        List<String> preamble,
        List<String> modules,
        SequencedMap<String, @Nullable String> env,
        SequencedMap<String, List<String>> createFiles,
        SequencedMap<String, String> templates,
        boolean verbose,
        boolean autoexit,
        Optional<Duration> timeout,
        Optional<String> timeoutFile,
        Optional<Duration> timeLimit,
        int warmup,
        int concurrent,
        Retries retries,
        List<String> spackLoad) {

    /** Copies the collections. */
    public RunSection {
        cmds = List.copyOf(cmds);
        preamble = List.copyOf(preamble);
        modules = List.copyOf(modules);
        env = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(env));
        createFiles = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(createFiles));
        templates = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(templates));
        spackLoad = List.copyOf(spackLoad);
    }
}
