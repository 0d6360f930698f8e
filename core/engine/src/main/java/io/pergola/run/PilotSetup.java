package io.pergola.run;

import io.pergola.build.Builder;
import io.pergola.exec.HostCores;
import io.pergola.exec.HostFacts;
import io.pergola.expr.Functions;
import io.pergola.resolve.ResolvedTest;
import io.pergola.resolve.SiteVariables;
import io.pergola.results.SiteParsers;
import io.pergola.spi.Scheduler;
import io.pergola.store.JobDirectory;
import io.pergola.store.Store;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a pilot works with.
 *
 * @param store holds the job and its runs
 * @param job the job whose allocation this process stands in
 * @param scheduler the one that started it
 * @param presence this pilot's place in the job's directory
 * @param cores this host's cores, shared with other pilots
 * @param turn this pilot's turn in an allocation that was held before it
 * @param host this host
 * @param environment what tests inherit
 * @param program the {@code pergola} command, for scripts that call it
 * @param version Pergola's own version, for results
 * @param functions what evaluations and deferred texts may call
 * @param parsers the parsers of results that jars add
 * @param variables the site's own system variables
 * @param builder for tests that are built in the allocation
 * @param sources where the templates of a test are looked for, best first
 * @param rules how the runs share the job
 * @param clock stamps everything
 */
public record PilotSetup(
        Store store,
        JobDirectory job,
        Scheduler scheduler,
        Presence presence,
        HostCores cores,
        AllocationTurn turn,
        HostFacts host,
        Map<String, String> environment,
        String program,
        String version,
        Functions functions,
        SiteParsers parsers,
        SiteVariables variables,
        Supplier<Builder> builder,
        Function<ResolvedTest, List<Path>> sources,
        PilotRules rules,
        InstantSource clock) {

    /** Copies the environment. */
    public PilotSetup {
        environment = Map.copyOf(environment);
    }
}
