package io.pergola.plugins.slurm;

import io.pergola.model.SchedulerException;
import io.pergola.spi.CommandResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks whether a job of some account and QOS would be taken: {@code sbatch --test-only}, which submits nothing. Partition,
 * reservation and features show in the list of nodes, so nothing is asked where a test names neither account nor QOS.
 */
final class Trial {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final List<String> NAMED = List.of("account", "qos");

    private final SlurmCommands commands;
    private final Set<List<String>> passed = ConcurrentHashMap.newKeySet();

    Trial(SlurmCommands commands) {
        this.commands = commands;
    }

    /**
     * Passes all that Slurm does not clearly refuse.
     *
     * @throws SchedulerException if there is no such account or QOS, or the user may not use it
     */
    void check(SlurmOptions options) {
        if (NAMED.stream().noneMatch(key -> options.inSchedule(key).isPresent())) {
            return;
        }
        var command = new ArrayList<>(List.of("sbatch", "--test-only", "--nodes=1"));
        for (String key : List.of("partition", "account", "qos")) {
            options.inSchedule(key).ifPresent(value -> {
                JobHeader.refuseControls(key, value);
                command.add("--" + key + "=" + value.strip());
            });
        }
        command.add("--wrap=true");
        if (!passed.contains(command)) {
            ask(command);
            passed.add(List.copyOf(command));
        }
    }

    private void ask(List<String> command) {
        CommandResult result = commands.run(command, LIMIT);
        Optional<Refusals.Refusal> refusal =
                result.ok() ? Optional.empty() : Refusals.of(result.stderr()).filter(Trial::ofNames);
        if (refusal.isPresent()) {
            throw Refusals.failure(refusal.get(), command, result);
        }
    }

    private static boolean ofNames(Refusals.Refusal refusal) {
        return NAMED.stream().anyMatch(key -> refusal.help().contains("schedule." + key));
    }
}
