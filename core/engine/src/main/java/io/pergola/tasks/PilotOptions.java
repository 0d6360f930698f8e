package io.pergola.tasks;

import io.pergola.config.Suggestions;
import io.pergola.exec.HostFacts;
import io.pergola.model.ConfigException;
import io.pergola.model.NodeList;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.policy.Policies;
import io.pergola.slots.ConsumableSpec;
import io.pergola.spi.policy.SchedulingPolicy;
import io.pergola.spi.slots.NodeResources;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked of a pilot, as it was written.
 *
 * @param cores how many, on each node; null for those of this host
 * @param nodes their names in short; null for this host
 * @param gpus how many on each node
 * @param memory how much on each node, with a unit; null for as much as anybody asks for
 * @param resources named quantities; null for none
 * @param policy its name; null for the usual one
 * @param others the policies that plugins offer, by name
 * @param maxWorkers null for as many as there are cores
 * @param onComplete see {@link PilotPlan}
 * @param callbackLimit with a unit, or in seconds
 * @param strict see {@link PilotPlan}
 * @param until a time of day, a moment, or a time from now with a +; null for what the batch system says
 * @param drain with a unit, or in seconds
 * @param stay see {@link PilotPlan}
 * @param gone see {@link PilotPlan}
 */
public record PilotOptions(
        @Nullable Integer cores,
        @Nullable String nodes,
        int gpus,
        @Nullable String memory,
        @Nullable String resources,
        @Nullable String policy,
        Function<String, Optional<SchedulingPolicy>> others,
        @Nullable Integer maxWorkers,
        @Nullable String onComplete,
        String callbackLimit,
        boolean strict,
        @Nullable String until,
        String drain,
        boolean stay,
        List<String> gone) {

    /** What Slurm sets in a job: the end of its time, in seconds since 1970. */
    private static final String SLURM_END = "SLURM_JOB_END_TIME";

    /** Copies. */
    public PilotOptions {
        gone = List.copyOf(gone);
    }

    /**
     * The plan.
     *
     * @param workdir absolute
     * @param warnings gets what was passed over, each a line for users
     * @throws ConfigException if anything is wrong with it
     */
    public PilotPlan plan(Path workdir, Map<String, String> environment, InstantSource clock, List<String> warnings) {
        List<Problem> problems = new ArrayList<>();
        List<NodeResources> found = allocation(problems);
        Map<String, Long> consumables = consumables(problems, warnings);
        SchedulingPolicy chosen = chosenPolicy(problems);
        Duration limit = time("--callback-timeout", callbackLimit, problems);
        Duration grace = time("--drain", drain, problems);
        Instant end = until(environment, clock.instant(), problems);
        int most = maxWorkers == null ? Integer.MAX_VALUE : maxWorkers;
        if (most < 1) {
            problems.add(Problem.error("--max-workers counts from 1, but this is " + most));
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new PilotPlan(
                workdir,
                found,
                consumables,
                chosen,
                most,
                onComplete,
                limit,
                strict,
                end,
                grace,
                stay,
                gone,
                environment,
                clock);
    }

    private List<NodeResources> allocation(List<Problem> problems) {
        HostFacts host = HostFacts.read();
        int each = cores == null ? host.cores() : cores;
        long mebibytes = memory == null ? NodeResources.UNCOUNTED : memory(problems);
        if (each < 1 || gpus < 0) {
            problems.add(
                    Problem.error("--cores counts from 1 and --gpus from 0, but these are " + each + " and " + gpus));
            return List.of();
        }
        List<NodeResources> found = new ArrayList<>();
        for (String name : names(host, problems)) {
            found.add(NodeResources.of(found.size(), name, each, gpus).withMib(mebibytes, NodeResources.UNCOUNTED));
        }
        return found;
    }

    private List<String> names(HostFacts host, List<Problem> problems) {
        if (nodes == null) {
            return List.of(host.name());
        }
        return switch (NodeList.parse(nodes)) {
            case NodeList.Names(List<String> names) when !names.isEmpty() -> names;
            case NodeList.Names _ -> {
                problems.add(Problem.error("--nodes names no node"));
                yield List.of();
            }
            case NodeList.Malformed malformed -> {
                problems.add(malformed.problem());
                yield List.of();
            }
        };
    }

    private long memory(List<Problem> problems) {
        var flaws = new ArrayList<Flaw>();
        long mebibytes = fields("--mem", String.valueOf(memory), flaws).mebibytes("--mem");
        flaws.forEach(flaw -> problems.add(Problem.error(flaw.what())));
        return mebibytes;
    }

    private Map<String, Long> consumables(List<Problem> problems, List<String> warnings) {
        ConsumableSpec spec = ConsumableSpec.parse(resources == null ? "" : resources);
        spec.unusable().forEach(clause -> problems.add(Problem.error("--resources: " + clause)));
        if (strict) {
            spec.warnings()
                    .forEach(warning ->
                            problems.add(Problem.error("'" + resources + "' has a part that is not in format KEY=VAL")
                                    .in("--resources")));
        } else {
            warnings.addAll(spec.warnings());
        }
        return spec.amounts();
    }

    private SchedulingPolicy chosenPolicy(List<Problem> problems) {
        String name = policy;
        if (name == null) {
            return Policies.standard();
        }
        return Policies.named(name).or(() -> others.apply(name)).orElseGet(() -> {
            List<String> known = List.copyOf(Policies.names());
            String help = Suggestions.didYouMean(name, known) + " There are " + String.join(", ", known)
                    + ", and those of plugins";
            problems.add(Problem.error("there is no policy '" + name + "'").help(help.strip()));
            return Policies.standard();
        });
    }

    private static TaskFields fields(String key, String value, List<Flaw> flaws) {
        return new TaskFields(Map.of(key, Value.of(value)), flaws);
    }

    private static Duration time(String option, String value, List<Problem> problems) {
        var flaws = new ArrayList<Flaw>();
        Optional<Duration> time = fields(option, value, flaws).time(option);
        flaws.forEach(flaw -> problems.add(Problem.error(flaw.what())));
        return time.orElse(Duration.ZERO);
    }

    private @Nullable Instant until(Map<String, String> environment, Instant now, List<Problem> problems) {
        String written = until;
        if (written == null) {
            String told = environment.getOrDefault(SLURM_END, "");
            boolean digits =
                    !told.isEmpty() && told.length() < 12 && told.chars().allMatch(Character::isDigit);
            return digits ? Instant.ofEpochSecond(Long.parseLong(told)) : null;
        }
        if (written.startsWith("+")) {
            return now.plus(time("--until", written.substring(1), problems));
        }
        Optional<Instant> moment = Moments.parse(written, now, ZoneId.systemDefault());
        if (moment.isEmpty()) {
            problems.add(Problem.error("--until: '" + written + "' is no time")
                    .help("Give 18:30, 2026-08-01T06:00, a moment with a zone, or a time from now such as +90min"));
        } else if (moment.get().isBefore(now)) {
            problems.add(Problem.error("--until: " + written + " is over"));
        }
        return moment.orElse(null);
    }
}
