package io.pergola.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code pergola.yaml} says, checked, with the defaults filled in.
 *
 * @param file the file; null if there is none
 * @param workingDir where runs are kept that have no area of their own; absolute
 * @param disabledPlugins plugins to leave out
 * @param sharedGroup group that everything belongs to
 * @param umask what others may not do with new files, as the bits of {@code umask}
 * @param buildThreads builds at once
 * @param maxThreads threads that load runs
 * @param maxTests tests that one command may ask for, permutations and repeats counted
 * @param maxCpu threads that compute; empty for all cores
 * @param logLevel debug, info, warning or error
 * @param resultLog file that collects all results; empty for the one in the working directory
 * @param flattenResults one line for each file in it
 * @param downloadTimeout how long to wait for a download
 * @param proxies by protocol
 * @param noProxy hosts that need none
 * @param nodeInfoAge for how long what a scheduler said of its nodes is used again; zero to ask each time
 * @param envSetup lines for the top of each kickoff script
 * @param defaultResults constants for the results of every test; unresolved
 * @param systemVariables variables of the set {@code sys} whose values commands print, by name
 * @param statusInterval between two questions to a batch system; empty for what its plugin wants
 * @param submissionsPerMinute jobs handed to a batch system in a minute, at least 1
 * @param maxJobsInQueue jobs of a user that may wait and run at once; 0 for any number
 * @param consumables how much there is in each job of named quantities
 * @param schedulingPolicy the name of the policy by which a job's runs are started; empty for the default
 * @param spackPath where spack is installed
 */
public record SiteSettings(
        @Nullable Path file,
        Path workingDir,
        List<String> disabledPlugins,
        Optional<String> sharedGroup,
        int umask,
        int buildThreads,
        int maxThreads,
        int maxTests,
        OptionalInt maxCpu,
        String logLevel,
        Optional<Path> resultLog,
        boolean flattenResults,
        Duration downloadTimeout,
        SequencedMap<String, String> proxies,
        List<String> noProxy,
        Duration nodeInfoAge,
        List<String> envSetup,
        SequencedMap<String, Setting.Text> defaultResults,
        SequencedMap<String, SiteVariable> systemVariables,
        Optional<Duration> statusInterval,
        int submissionsPerMinute,
        int maxJobsInQueue,
        Map<String, Long> consumables,
        Optional<Setting.Text> schedulingPolicy,
        Optional<Path> spackPath) {

    /** Copies the collections. */
    public SiteSettings {
        disabledPlugins = List.copyOf(disabledPlugins);
        proxies = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(proxies));
        noProxy = List.copyOf(noProxy);
        envSetup = List.copyOf(envSetup);
        consumables = Map.copyOf(consumables);
        systemVariables = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(systemVariables));
        defaultResults = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(defaultResults));
    }
}
