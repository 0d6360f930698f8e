package io.pergola.build;

import io.pergola.resolve.FileTemplates;
import io.pergola.resolve.ResolvedTest;
import io.pergola.source.Fetcher;
import io.pergola.source.TreeDigests;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What builds work with.
 *
 * @param builds the directory that keeps them
 * @param sources where a test's sources are looked for, best first
 * @param environment what build scripts inherit
 * @param program the {@code pergola} command, for scripts that call it
 * @param shared whether a group of the site shares them, so that one member uses what another one made
 * @param umask permission bits that builds do not get, 0 to 0777 (octal)
 * @param templates what fills in files for a test
 * @param trees what sources come to
 * @param fetcher brings sources from elsewhere
 * @param clock stamps states
 */
public record BuildSettings(
        Path builds,
        Function<ResolvedTest, List<Path>> sources,
        Map<String, String> environment,
        String program,
        boolean shared,
        int umask,
        Function<ResolvedTest, FileTemplates> templates,
        TreeDigests trees,
        Fetcher fetcher,
        InstantSource clock) {

    /** Copies the environment. */
    public BuildSettings {
        environment = Map.copyOf(environment);
    }
}
