package io.pergola.plugins.local;

import io.pergola.model.NodeInfo;
import io.pergola.model.SchedulerException;
import io.pergola.spi.CommandResult;
import io.pergola.spi.CommandRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The brokers of a Flux instance, from its own commands: flux-getattr(1), flux-resource(1). */
record FluxEnvironment(Map<String, String> environment, CommandRunner commands) {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s+(\\d{1,9})\\s+(\\d{1,9})");

    Optional<HeldAllocation> find() {
        String uri = environment.getOrDefault("FLUX_URI", "");
        if (uri.isEmpty()) {
            return Optional.empty();
        }
        List<String> names =
                SlurmEnvironment.names(ask("flux", "getattr", "hostlist").strip());
        Matcher size =
                SIZE.matcher(ask("flux", "resource", "list", "-s", "all", "-n", "-o", "{nnodes} {ncores} {ngpus}")
                        .strip());
        if (names.isEmpty() || !size.lookingAt()) {
            throw new SchedulerException(
                    "FLUX_URI is set, but 'flux resource list' does not say what its nodes have",
                    "See that 'flux resource list' works here, or unset FLUX_URI.");
        }
        int nodes = Math.max(1, Integer.parseInt(size.group(1)));
        var all = new ArrayList<NodeInfo>();
        for (String name : names) {
            all.add(SlurmEnvironment.node(
                    name, Integer.parseInt(size.group(2)) / nodes, 0, Integer.parseInt(size.group(3)) / nodes));
        }
        return Optional.of(new HeldAllocation("flux " + uri, HeldAllocation.Grantor.FLUX, all));
    }

    private String ask(String... command) {
        CommandResult result = commands.run(List.of(command), LIMIT);
        if (!result.ok()) {
            throw new SchedulerException(
                    "FLUX_URI is set, but '" + String.join(" ", command) + "' failed: "
                            + result.stderr().strip(),
                    "See that flux works here, or unset FLUX_URI.");
        }
        return result.stdout();
    }
}
